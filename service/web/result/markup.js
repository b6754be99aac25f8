// The words that HTML shows, with the place of each. The markup is only read as a string:
// nothing of it becomes an element of the page.

const LATIN =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 " +
  "acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml " +
  "Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde " +
  "Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig " +
  "ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide " +
  "oslash ugrave uacute ucirc uuml yacute thorn yuml";
const MARKS = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’",
  sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„", lsaquo: "‹", rsaquo: "›", hellip: "…", bull: "•",
  euro: "€", trade: "™", Tab: "\t", NewLine: "\n",
};
const NAMED = new Map([
  ...LATIN.split(" ").map((name, n) => [name, String.fromCharCode(160 + n)]),
  ...Object.entries(MARKS),
]);
const BLOCKS = new Set(
  ("address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary table tbody td tfoot th thead tr ul").split(" "),
);
const UNSEEN = new Set("script style title textarea noscript iframe xmp".split(" "));
const LINE = 1;
const PARAGRAPH = 2;

/**
 * What a reader sees of HTML: its text, and a function from offsets of the markup to
 * offsets of the text. The parts of `unread` (sorted spans) are left out.
 */
export function readMarkup(markup, unread) {
  const writer = new Writer();
  let at = 0;
  for (const { start, end } of [...unread, { start: markup.length, end: markup.length }]) {
    readPart(markup, at, start, writer);
    at = Math.max(at, end);
  }
  return { text: writer.text, at: (offset) => writer.at(offset) };
}

function readPart(markup, from, to, writer) {
  let at = from;
  while (at < to) {
    const open = markup.indexOf("<", at);
    const text = open < 0 ? to : Math.min(open, to);
    readText(markup, at, text, writer);
    if (text >= to) return;
    at = Math.min(readTag(markup, text, writer), to);
  }
}

/** Read the tag, comment or character at "<"; return its end. */
function readTag(markup, start, writer) {
  const [, slash, name] = /^<(\/?)([a-zA-Z][^\s/>]*)/.exec(markup.slice(start, start + 40)) ?? [];
  if (!name) {
    const comment = markup.startsWith("<!--", start);
    if (!comment && !/[!?/]/.test(markup[start + 1] ?? "")) {
      writer.add("<", start, start + 1);
      return start + 1;
    }
    const closing = comment ? "-->" : ">";
    const end = markup.indexOf(closing, start + 2);
    return end < 0 ? markup.length : end + closing.length;
  }
  const end = tagEnd(markup, start + 1 + slash.length + name.length);
  const element = name.toLowerCase();
  if (UNSEEN.has(element) && !slash) return contentEnd(element, markup, end);
  if (element === "br") writer.breakLine(LINE);
  else if (BLOCKS.has(element)) writer.breakLine(PARAGRAPH);
  if (element === "pre") writer.preformatted += slash ? -1 : 1;
  return end;
}

/** The place of the end tag of an element whose content has no tags. */
function contentEnd(element, markup, at) {
  const found = new RegExp(`</${element}(?=[\\s/>])`, "gi");
  found.lastIndex = at;
  return found.exec(markup)?.index ?? markup.length;
}

const BETWEEN = /[\s/]*/y;
const NAME = /=?[^\s/>=]*/y;
const EQUALS = /\s*=\s*/y;
const UNQUOTED = /[^\s>]*/y;

function skip(pattern, markup, at) {
  pattern.lastIndex = at;
  return pattern.test(markup) ? pattern.lastIndex : at;
}

/** The end of the tag whose name ends at `at`: no ">" in a quoted value ends it. */
function tagEnd(markup, at) {
  while (true) {
    at = skip(BETWEEN, markup, at);
    if (at >= markup.length) return at;
    if (markup[at] === ">") return at + 1;
    at = skip(NAME, markup, at);
    const value = skip(EQUALS, markup, at);
    if (value === at) continue;
    const mark = markup[value];
    if (mark !== '"' && mark !== "'") {
      at = skip(UNQUOTED, markup, value);
      continue;
    }
    const closed = markup.indexOf(mark, value + 1);
    if (closed < 0) return markup.length;
    at = closed + 1;
  }
}

const PIECE = /[^\s&]+|[ \t\n\r\f]+|\s|&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)?/g;

function readText(markup, start, end, writer) {
  for (const { 0: piece, index } of markup.slice(start, end).matchAll(PIECE)) {
    const from = start + index;
    const to = from + piece.length;
    if (piece[0] === "&") writer.add(decode(piece), from, to);
    else if (!/^[ \t\n\r\f]/.test(piece)) writer.add(piece, from, to);
    else writer.space(piece, from, to);
  }
}

/** The characters of a reference; one that is not known is shown as it is written. */
function decode(reference) {
  const body = reference.slice(1).replace(/;$/, "");
  if (body[0] !== "#") return NAMED.get(body) ?? reference;
  const hexadecimal = /^#[xX]/.test(body);
  const code = Number.parseInt(body.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  if (code >= 0x80 && code < 0xa0) return new TextDecoder("windows-1252").decode(new Uint8Array([code]));
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return valid ? String.fromCodePoint(code) : "\ufffd";
}

/** Collects text with the range of the markup that each piece stands for. */
class Writer {
  constructor() {
    Object.assign(this, { parts: [], pieces: [], length: 0, breaks: 0, blank: null, preformatted: 0 });
  }

  get text() {
    return this.parts.join("");
  }

  breakLine(breaks) {
    this.breaks = Math.min(PARAGRAPH, this.breaks + breaks);
    this.blank = null;
  }

  space(piece, start, end) {
    if (this.preformatted > 0) this.add(piece, start, end);
    else this.blank ??= { start, end };
  }

  add(words, start, end) {
    if (this.breaks && this.length) this.write("\n".repeat(this.breaks), start, start);
    else if (this.blank && this.length) this.write(" ", this.blank.start, this.blank.end);
    this.breaks = 0;
    this.blank = null;
    this.write(words, start, end);
  }

  write(words, start, end) {
    this.pieces.push({ start, end, at: this.length, size: words.length });
    this.parts.push(words);
    this.length += words.length;
  }

  /** The offset in the text of an offset in the markup. */
  at(offset) {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    const piece = this.pieces[low - 1];
    if (!piece) return 0;
    if (offset >= piece.end) return piece.at + piece.size;
    return piece.at + (piece.size === piece.end - piece.start ? offset - piece.start : 0);
  }
}
