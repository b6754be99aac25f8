// A text and its format in the fragment of a URL, compressed and encoded as base64url.

const PREFIXES = { "#z=": "text", "#h=": "html" };

/** Whether a fragment is meant to hold a text. */
export const isLink = (fragment) => Object.hasOwn(PREFIXES, fragment.slice(0, 3));

async function through(bytes, transform) {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The URL fragment that encodes a text of a format. */
export async function toFragment(text, format) {
  const data = new TextEncoder().encode(text);
  const bytes = await through(data, new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const base64 = btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
  const prefix = Object.keys(PREFIXES).find((each) => PREFIXES[each] === format);
  return prefix + base64.replace(/=+$/, "");
}

/** The text that a fragment encodes, with its format; null if it is not valid. */
export async function fromFragment(fragment) {
  const prefix = fragment.slice(0, 3);
  if (!isLink(fragment)) return null;
  const base64 = fragment.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/");
  try {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const data = await through(bytes, new DecompressionStream("deflate-raw"));
    const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(data);
    return { text, format: PREFIXES[prefix] };
  } catch {
    return null;
  }
}
