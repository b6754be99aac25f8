// Helpers beside the generated types: plain text, MessagePack, exports and batches.
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

/** Create a client; `key` is sent if the service requires one. */
export function connect(baseUrl: string, key?: string): Whosaid {
  return createClient<paths>({
    baseUrl,
    headers: key ? { Authorization: `Bearer ${key}` } : {},
  });
}

/** Post an article as plain text, with options as query parameters. */
export function attributeText(client: Whosaid, text: string, query: Query = {}) {
  return attributeBody(client, text, "text/plain", query);
}

/** Post an article as HTML, with options as query parameters. */
export function attributeHtml(client: Whosaid, html: string, query: Query = {}) {
  return attributeBody(client, html, "text/html", query);
}

async function attributeBody(
  client: Whosaid, text: string, media: string, query: Query,
): Promise<Schemas["AttributionResponse"]> {
  const { data, error } = await client.POST("/v1/attributions", {
    params: { query },
    body: text,
    bodySerializer: (body) => body,
    headers: { "Content-Type": `${media}; charset=utf-8` },
  });
  if (error) throw new RequestFailed(error);
  return data;
}

/** Post a request and receive the response in MessagePack. */
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

/** Return an export as text, as required for csv and brat. */
export async function exportText(
  client: Whosaid, name: Format, request: Schemas["ExportRequest"],
): Promise<string> {
  const { data, error } = await client.POST("/v1/exports/{name}", {
    params: { path: { name } },
    body: request,
    parseAs: "text",
  });
  if (error) throw new RequestFailed(error);
  return data;
}

/** Yield the response line of each request in order, as soon as it arrives. */
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
