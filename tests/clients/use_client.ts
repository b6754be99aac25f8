// Use every operation of the generated TypeScript client and print the results.
// Arguments: the URLs of a server with loaded models, of one without and of one that
// requires a key, and the key. Output: a JSON object, the same as that of use_client.py.
import {
  attributeHtml, attributePacked, attributeText, connect, exportText, RequestFailed, streamBatch,
  type Schemas, type Whosaid,
} from "./extras.js";

declare const process: { argv: string[] };

const TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN.";
const WANTED = { text: TEXT, id: "wire" };
const HTML = "<p>&ldquo;Hello,&rdquo; said <b>An</b>n. “Bye,” said Bob on CNN.";
const EMPTY = { text: "" };

function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("there is no value");
  return value;
}

const names = ({ speakers }: Schemas["AttributionResponse"]) => speakers.map(({ name }) => name);
const code = (problem: Schemas["Problem"] | undefined) => defined(problem).code;

async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof RequestFailed) return error.problem.code;
    throw error;
  }
  throw new Error("the request did not fail");
}

async function attributions(client: Whosaid) {
  const found = await client.POST("/v1/attributions", { body: WANTED });
  const failed = await client.POST("/v1/attributions", { body: EMPTY });
  const marked = await client.POST("/v1/attributions", { body: { text: HTML, format: "html" } });
  const path = { name: "citron" } as const;
  const exported = await client.POST("/v1/exports/{name}", { params: { path }, body: WANTED });
  const unexported = await client.POST("/v1/exports/{name}", { params: { path }, body: EMPTY });
  const lines = [];
  for await (const line of streamBatch(client, [WANTED, EMPTY, WANTED])) lines.push(line);
  return {
    ...(await early(client)),
    createAttributions: names(defined(found.data)),
    "createAttributions fails": code(failed.error),
    "text/plain": names(await attributeText(client, TEXT, { types: ["direct"] })),
    "text/plain fails": await refusal(attributeText(client, TEXT, { min_confidence: 7 })),
    "text/html": names(await attributeHtml(client, HTML)),
    html: defined(marked.data).format,
    msgpack: names(await attributePacked(client, WANTED)),
    createExport: (defined(exported.data) as { text: string }).text,
    "createExport fails": code(unexported.error),
    csv: (await exportText(client, "csv", WANTED)).startsWith("article"),
    createAttributionBatch: lines.map(({ line, status, result }) =>
      [line, status, result && names(result)]),
    "createAttributionBatch fails": lines.flatMap(({ error }) => (error ? [error.code] : [])),
  };
}

/** Read the first response line of a batch while the second is pending. */
async function early(client: Whosaid) {
  const held = { text: `HOLD-typescript ${TEXT}` };
  const opener = { text: "OPEN-typescript “Now,” said Cleo." };
  const lines = streamBatch(client, [WANTED, held]);
  const first: Schemas["BatchLine"] = defined((await lines.next()).value);
  const opened = defined((await client.POST("/v1/attributions", { body: opener })).data);
  const rest = [];
  for await (const { status } of lines) rest.push(status);
  return { early: [first.line, names(opened), ...rest] };
}

/** Use operations and helpers with a valid, a missing and a wrong key. */
async function keys(address: string, key: string) {
  const known = connect(address, key);
  const found = await known.POST("/v1/attributions", { body: WANTED });
  const refused = await connect(address, "wrong").POST("/v1/attributions", { body: WANTED });
  const lines = [];
  for await (const { status } of streamBatch(known, [WANTED, WANTED])) lines.push(status);
  return {
    key: names(defined(found.data)),
    "key, text/plain": names(await attributeText(known, TEXT)),
    "key, batch": lines,
    "wrong key": code(refused.error),
    "no key": await refusal(attributeText(connect(address), TEXT)),
  };
}

async function masking(client: Whosaid) {
  const masked = defined((await client.POST("/v1/mask", { body: WANTED })).data);
  const { text, placeholders } = masked;
  const restored = await client.POST("/v1/unmask", { body: { text, placeholders } });
  const first = defined(placeholders[0]);
  const twice = await client.POST("/v1/unmask", {
    body: { text: "x", placeholders: [first, first] },
  });
  return {
    maskQuotations: placeholders.length,
    "maskQuotations fails": code((await client.POST("/v1/mask", { body: EMPTY })).error),
    unmaskQuotations: defined(restored.data).text === TEXT,
    "unmaskQuotations fails": code(twice.error),
  };
}

async function audit(client: Whosaid) {
  const audited = await client.POST("/v1/audit", { body: WANTED });
  return {
    auditArticle: defined(audited.data).speakers.map(({ name }) => name),
    "auditArticle fails": code((await client.POST("/v1/audit", { body: EMPTY })).error),
  };
}

async function checking(client: Whosaid) {
  const source = { id: "interview", text: TEXT };
  const draft = { text: TEXT };
  const checked = await client.POST("/v1/check", { body: { draft, sources: [source] } });
  const twice = await client.POST("/v1/check", { body: { draft, sources: [source, source] } });
  return {
    checkDraft: defined(checked.data).findings.map(({ verdict }) => verdict),
    "checkDraft fails": code(twice.error),
  };
}

async function service(warm: Whosaid, cold: Whosaid) {
  const report = defined((await warm.GET("/v1/model")).data);
  const { model } = defined((await warm.POST("/v1/attributions", { body: WANTED })).data);
  return {
    getModel: [report.languages, report.rules_version],
    model: [model.package, model.rules_version],
    "getModel fails": code((await cold.GET("/v1/model")).error),
    getLiveness: defined((await warm.GET("/livez")).data).status,
    getReadiness: defined((await warm.GET("/readyz")).data).status,
    "getReadiness fails": code((await cold.GET("/readyz")).error),
    getOpenapi: (defined((await warm.GET("/openapi.json")).data) as { openapi: string }).openapi,
  };
}

const [warm, cold, closed, key] = process.argv.slice(2);
const open = connect(defined(warm));
console.log(JSON.stringify({
  ...(await attributions(open)),
  ...(await masking(open)),
  ...(await audit(open)),
  ...(await checking(open)),
  ...(await service(open, connect(defined(cold)))),
  ...(await keys(defined(closed), defined(key))),
}));
