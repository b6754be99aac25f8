// Requests to the service. Every failure is thrown as a Problem with title and detail.

export class Problem extends Error {
  constructor({ title, detail, status = 0, code = "" }) {
    super(detail);
    Object.assign(this, { title, detail, status, code });
  }
}

const MINUTES = 3;

/** Post a JSON body; returns the Response, or throws a Problem. */
export async function post(path, body, { key, signal } = {}) {
  const headers = { "Content-Type": "application/json" };
  if (key) headers.Authorization = `Bearer ${key}`;
  const limit = AbortSignal.timeout(MINUTES * 60_000);
  const signals = signal ? AbortSignal.any([signal, limit]) : limit;
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: signals,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem({
      title: "No response",
      detail: limit.aborted
        ? `The service did not respond within ${MINUTES} minutes.`
        : "The service could not be reached.",
    });
  }
  if (response.ok) return response;
  throw await toProblem(response);
}

async function toProblem(response) {
  const { status } = response;
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    problem = {};
  }
  const wait = Number(response.headers.get("Retry-After"));
  const later = wait > 0 ? ` Try again in ${wait} s.` : "";
  return new Problem({
    title: problem.title ?? `Error ${status}`,
    detail: `${problem.detail ?? "The response contains no details."}${later}`,
    status,
    code: problem.code,
  });
}
