// The text in the bytes of a file, whose encoding nobody states.

import { plural } from "../model.js";

const MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const LABELS = { "utf-16le": "UTF-16", "utf-16be": "UTF-16", "windows-1252": "Windows-1252" };
/** Controls that no text has; windows-1252 leaves five of them where it has no character. */
const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]/;
const CHARSET = /<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)/i;
const HEAD = 1024;

/**
 * The text of a file and the encoding that was found, null for UTF-8; null if it is no
 * text. A byte order mark decides, then whether the bytes are UTF-8, then the zero bytes
 * that Latin letters have in UTF-16, then what HTML declares; the rest is Windows-1252.
 */
export function decodeText(bytes) {
  const [marked] = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  if (marked && marked !== "utf-8") return found(decode(bytes, marked), LABELS[marked]);
  if (bytes.includes(0)) return asUtf16(bytes);
  return found(decode(bytes, "utf-8"), null) ?? asDamagedUtf8(bytes) ?? asLegacy(bytes);
}

const found = (text, encoding) => (text === null ? null : { text, encoding });

/** UTF-8 with some bytes that are not: most other characters are whole. */
function asDamagedUtf8(bytes) {
  const text = new TextDecoder("utf-8").decode(bytes);
  const lost = text.match(/\ufffd/g).length;
  const whole = text.match(/[^\x00-\x7f\ufffd]/gu)?.length ?? 0;
  return whole > 2 * lost ? { text, encoding: `UTF-8 with ${plural(lost, "damaged character")}` } : null;
}

function asLegacy(bytes) {
  const encoding = declared(bytes);
  const text = decode(bytes, encoding);
  return text === null || BINARY.test(text) ? null : { text, encoding: LABELS[encoding] ?? encoding };
}

function decode(bytes, encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The encoding that HTML declares, else Windows-1252. */
function declared(bytes) {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, HEAD));
  const label = CHARSET.exec(head)?.[1];
  try {
    const { encoding } = new TextDecoder(label ?? "windows-1252");
    return encoding.startsWith("utf") ? "windows-1252" : encoding;
  } catch {
    return "windows-1252";
  }
}

/** UTF-16 without a mark: of Latin letters every other byte is zero. */
function asUtf16(bytes) {
  for (const [encoding, zero] of [["utf-16le", 1], ["utf-16be", 0]]) {
    const zeros = bytes.filter((byte, at) => byte === 0 && at % 2 === zero).length;
    const text = zeros > bytes.length / 4 ? decode(bytes, encoding) : null;
    if (text !== null && !BINARY.test(text)) return { text, encoding: LABELS[encoding] };
  }
  return null;
}
