// What the generated types leave to do: plain text, MessagePack, exports, batches.
import { decode, encode } from "@msgpack/msgpack";
import createClient, { type Client } from "openapi-fetch";
import type { components, operations, paths } from "./schema.js";

export type Schemas = components["schemas"];
export type Request = Schemas["AttributionRequest"];
export type Format = operations["createExport"]["parameters"]["path"]["name"];
export type Query = NonNullable<operations["createAttributions"]["parameters"]["query"]>;
export type Whosaid = Client<paths>;

/** The service answered with a problem. */
export class RequestFailed extends Error {
  constructor(readonly problem: Schemas["Problem"]) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
  }
}

/** A client; `key` where the service asks for one. */
export function connect(baseUrl: string, key?: string): Whosaid {
  return createClient<paths>({
    baseUrl,
    headers: key ? { Authorization: `Bearer ${key}` } : {},
  });
}

/** Post an article as it is; options go into the query. */
export async function attributeText(
  client: Whosaid, text: string, query: Query = {},
): Promise<Schemas["AttributionResponse"]> {
  const { data, error } = await client.POST("/v1/attributions", {
    params: { query },
    body: text,
    bodySerializer: (body) => body,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
  if (error) throw new RequestFailed(error);
  return data;
}

/** Post a request in MessagePack and read the answer from it. */
export async function attributePacked(
  client: Whosaid, request: Request,
): Promise<Schemas["AttributionResponse"]> {
  const { data, error } = await client.POST("/v1/attributions", {
    body: request,
    bodySerializer: (body) => encode(body),
    headers: { "Content-Type": "application/msgpack", Accept: "application/msgpack" },
    parseAs: "arrayBuffer",
  });
  if (error) throw new RequestFailed(error);
  return decode(data) as Schemas["AttributionResponse"];
}

/** An export as text: the only way to read csv and brat. */
export async function exportText(
  client: Whosaid, name: Format, request: Request,
): Promise<string> {
  const { data, error } = await client.POST("/v1/exports/{name}", {
    params: { path: { name } },
    body: request,
    parseAs: "text",
  });
  if (error) throw new RequestFailed(error);
  return data;
}

/** The answer to each request as soon as it is there, in order. */
export async function* streamBatch(
  client: Whosaid, requests: Iterable<Request>,
): AsyncGenerator<Schemas["BatchLine"]> {
  const lines = [...requests].map((request) => `${JSON.stringify(request)}\n`).join("");
  const { error, response } = await client.POST("/v1/attributions/batch", {
    body: lines as never,
    bodySerializer: (body: unknown) => body,
    headers: { "Content-Type": "application/x-ndjson", Accept: "application/x-ndjson" },
    parseAs: "stream",
  });
  if (error) throw new RequestFailed(error);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const pieces = (rest + part.value).split("\n");
    rest = pieces.pop() ?? "";
    for (const line of pieces) yield JSON.parse(line) as Schemas["BatchLine"];
  }
}
