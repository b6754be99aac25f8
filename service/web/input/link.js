// A text and its format in the fragment of a URL, compressed and encoded as base64url.

const KINDS = {
  "#t=": { format: "text", coding: "gzip" },
  "#m=": { format: "html", coding: "gzip" },
  "#z=": { format: "text", coding: "deflate-raw" }, // without a checksum: only read
  "#h=": { format: "html", coding: "deflate-raw" },
};
/** Characters of a URL that mail and chat programs commonly keep whole. */
export const SAFE_LENGTH = 2000;

const kindOf = (fragment) => Object.keys(KINDS).find((each) => fragment.startsWith(each));

/** Whether a fragment is meant to hold a text. */
export const isLink = (fragment) => kindOf(fragment) !== undefined;

async function through(bytes, transform) {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The URL fragment that encodes a text of a format. */
export async function toFragment(text, format) {
  const data = new TextEncoder().encode(text);
  const prefix = Object.keys(KINDS).find((each) => KINDS[each].format === format);
  const bytes = await through(data, new CompressionStream(KINDS[prefix].coding));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const base64 = btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
  return prefix + base64.replace(/=+$/, "");
}

/** The text that a fragment encodes, with its format; null if the fragment is damaged. */
export async function fromFragment(fragment) {
  const prefix = kindOf(fragment);
  const base64 = fragment.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/");
  const { format, coding } = KINDS[prefix];
  try {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const data = await through(bytes, new DecompressionStream(coding));
    const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(data);
    return { text, format };
  } catch {
    return null;
  }
}
