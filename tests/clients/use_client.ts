// Uses every operation of the generated TypeScript client, then tells what came back.
// Arguments: the addresses of a warm and of a cold server. Output: one JSON object, the
// same as that of use_client.py.
import {
  attributePacked, attributeText, connect, exportText, RequestFailed, streamBatch,
  type Schemas, type Whosaid,
} from "./extras.js";

const TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN.";
const WANTED = { text: TEXT, id: "wire" };
const EMPTY = { text: "" };

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("there is no value");
  return value;
}

const names = ({ speakers }: Schemas["AttributionResponse"]) => speakers.map(({ name }) => name);
const code = (problem: Schemas["Problem"] | undefined) => sure(problem).code;

async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof RequestFailed) return error.problem.code;
    throw error;
  }
  throw new Error("it was not refused");
}

async function attributions(client: Whosaid) {
  const found = await client.POST("/v1/attributions", { body: WANTED });
  const failed = await client.POST("/v1/attributions", { body: EMPTY });
  const path = { name: "citron" } as const;
  const exported = await client.POST("/v1/exports/{name}", { params: { path }, body: WANTED });
  const unexported = await client.POST("/v1/exports/{name}", { params: { path }, body: EMPTY });
  const lines = [];
  for await (const line of streamBatch(client, [WANTED, EMPTY, WANTED])) lines.push(line);
  return {
    createAttributions: names(sure(found.data)),
    "createAttributions fails": code(failed.error),
    "text/plain": names(await attributeText(client, TEXT, { types: ["direct"] })),
    "text/plain fails": await refusal(attributeText(client, TEXT, { min_confidence: 7 })),
    msgpack: names(await attributePacked(client, WANTED)),
    createExport: (sure(exported.data) as { text: string }).text,
    "createExport fails": code(unexported.error),
    csv: (await exportText(client, "csv", WANTED)).startsWith("article"),
    createAttributionBatch: lines.map(({ line, status, result }) =>
      [line, status, result && names(result)]),
    "createAttributionBatch fails": lines.flatMap(({ error }) => (error ? [error.code] : [])),
  };
}

async function masking(client: Whosaid) {
  const masked = sure((await client.POST("/v1/mask", { body: WANTED })).data);
  const { text, placeholders } = masked;
  const restored = await client.POST("/v1/unmask", { body: { text, placeholders } });
  const first = sure(placeholders[0]);
  const twice = await client.POST("/v1/unmask", {
    body: { text: "x", placeholders: [first, first] },
  });
  return {
    maskQuotations: placeholders.length,
    "maskQuotations fails": code((await client.POST("/v1/mask", { body: EMPTY })).error),
    unmaskQuotations: sure(restored.data).text === TEXT,
    "unmaskQuotations fails": code(twice.error),
  };
}

async function service(warm: Whosaid, cold: Whosaid) {
  return {
    getModel: sure((await warm.GET("/v1/model")).data).languages,
    "getModel fails": code((await cold.GET("/v1/model")).error),
    getLiveness: sure((await warm.GET("/livez")).data).status,
    getReadiness: sure((await warm.GET("/readyz")).data).status,
    "getReadiness fails": code((await cold.GET("/readyz")).error),
    getOpenapi: (sure((await warm.GET("/openapi.json")).data) as { openapi: string }).openapi,
  };
}

const [warm, cold] = process.argv.slice(2).map((address) => connect(address));
console.log(JSON.stringify({
  ...(await attributions(sure(warm))),
  ...(await masking(sure(warm))),
  ...(await service(sure(warm), sure(cold))),
}));
