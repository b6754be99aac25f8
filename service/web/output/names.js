// Names of downloaded files: they differ by article, format and what was done to it.

const ENDINGS = {
  brat: "ann",
  citron: "citron.json",
  csv: "csv",
  ninjs: "ninjs.json",
  "schema-org": "schema-org.jsonld",
  text: "txt",
  "web-annotation": "web-annotation.jsonld",
};
const LONGEST = 40;

/**
 * The name of a file: the first words of the article, a hash of it, `marks` ("filtered")
 * and the ending of the format. An .ann of brat and its .txt differ in the ending alone,
 * as brat wants it.
 */
export function fileName(format, { text, words, marks = [] }) {
  const parts = [slug(words) || "article", hash(text), ...marks];
  return `${parts.join("-")}.${ENDINGS[format] ?? format}`;
}

function slug(words) {
  const plain = words.slice(0, 200).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let name = "";
  for (const [word] of plain.matchAll(/[a-z0-9]+/g)) {
    if (name.length + word.length >= LONGEST) break;
    name += `${name && "-"}${word}`;
  }
  return name;
}

/** FNV-1a of the UTF-16 units of a text, as 8 hexadecimal digits. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
