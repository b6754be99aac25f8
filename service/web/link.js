// A text in the fragment of a URL, compressed with deflate and encoded as base64url.

const PREFIX = "#z=";

async function through(bytes, transform) {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The URL fragment that encodes `text`. */
export async function toFragment(text) {
  const data = new TextEncoder().encode(text);
  const bytes = await through(data, new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const base64 = btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
  return PREFIX + base64.replace(/=+$/, "");
}

/** The text that a fragment encodes, or null if it is not valid. */
export async function fromFragment(fragment) {
  if (!fragment.startsWith(PREFIX)) return null;
  const base64 = fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/");
  try {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const data = await through(bytes, new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(data);
  } catch {
    return null;
  }
}
