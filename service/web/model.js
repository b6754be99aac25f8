// Pure functions over a response: without DOM or network.

export const TYPES = ["direct", "mixed", "indirect"];
export const KINDS = ["speech", "thought"];

/** Whether a value passes its switches: with all of them on, any value does. */
const passes = (on, all, value) => on.size === all.length || on.has(value);

/** A response with these of its attributions, and the speakers and outlets that they have. */
export function keep(response, kept) {
  const ids = new Set(kept.map((each) => each.id));
  const known = (id) => (ids.has(id) ? id : null);
  const speakers = new Set(kept.map((each) => each.speaker?.id));
  const outlets = new Set(kept.map((each) => each.outlet?.id));
  return {
    ...response,
    attributions: kept.map((each) => ({
      ...each,
      parent: known(each.parent),
      continues: known(each.continues),
    })),
    speakers: response.speakers.filter((each) => speakers.has(each.id)),
    outlets: response.outlets.filter((each) => outlets.has(each.id)),
  };
}

/** The response that the service would return for these filters. */
export function narrow(response, { types, kinds, confidence }) {
  return keep(response, response.attributions.filter(
    (each) => passes(types, TYPES, each.type) && passes(kinds, KINDS, each.kind) && each.confidence >= confidence,
  ));
}

/** The attributions of the chosen speakers and outlets; none chosen means all. */
export function choose(attributions, { speakers, outlets }) {
  const fits = (chosen, id) => chosen.size === 0 || chosen.has(id);
  return attributions.filter(
    (each) => fits(speakers, each.speaker?.id) && fits(outlets, each.outlet?.id),
  );
}

/** The number of attributions for each id; `key` is "speaker" or "outlet". */
export function count(attributions, key) {
  const counts = new Map();
  for (const each of attributions) {
    const id = each[key]?.id;
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

const DIVISIONS = [
  ["People by gender, as the article tells it", ({ gender }) => gender ?? "not told", ({ type }) => type === "person"],
  ["All speakers by class", ({ source_class }) => source_class.replaceAll("_", " "), () => true],
  ["All speakers by type", ({ type }) => type, () => true],
  ["Sources without a name", ({ anonymous }) => (anonymous ? "anonymous" : "other"), () => true],
];

/** Who is quoted: for each division of the speakers a title and rows, most words first. */
export function whoIsQuoted(speakers) {
  return DIVISIONS.map(([title, valueOf, counts]) => {
    const groups = new Map();
    for (const each of speakers.filter(counts)) {
      const value = valueOf(each);
      const row = groups.get(value) ?? { value, speakers: 0, records: 0, words: 0 };
      row.speakers += 1;
      row.records += each.records;
      row.words += each.words.direct + each.words.indirect;
      groups.set(value, row);
    }
    const rows = [...groups.values()].sort((a, b) => b.words - a.words);
    const all = rows.reduce((sum, { words }) => sum + words, 0);
    return { title, rows: rows.map((row) => ({ ...row, share: all ? row.words / all : 0 })) };
  }).filter(({ rows }) => rows.length);
}

/** Distinct initials for names: "Ida Holm" is IH, the next one with IH is IH2. */
export function labels(people) {
  const taken = new Map();
  return new Map(
    people.map(({ id, name }) => {
      const short = initials(name);
      const times = (taken.get(short) ?? 0) + 1;
      taken.set(short, times);
      return [id, times > 1 ? `${short}${times}` : short];
    }),
  );
}

function initials(name) {
  const words = name.split(/[\s\p{Pd}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const capital = words.filter((word) => /^\P{L}*[\p{Lu}\p{N}]/u.test(word));
  const chosen = (capital.length ? capital : words).slice(0, 3);
  const letters = chosen.map((word) => [...word].find((c) => /[\p{L}\p{N}]/u.test(c)));
  return letters.join("").toUpperCase() || "?";
}

/** The highlighted ranges of an attribution, with their roles. */
function* ranges(attribution) {
  const { id } = attribution;
  for (const span of attribution.content) yield { ...span, role: "content", id };
  const others = {
    cue: attribution.cue,
    source: attribution.source,
    outlet: attribution.outlet?.mention,
    addressee: attribution.addressee,
  };
  for (const [role, span] of Object.entries(others)) {
    if (span) yield { ...span, role, id };
  }
}

/**
 * Split a text at the ends of all ranges. Each segment lists the ranges that cover it,
 * outermost first, so that nested attributions can be told apart.
 */
export function segments(text, attributions) {
  const all = attributions.flatMap((each) => [...ranges(each)]);
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const borders = new Set([0, text.length]);
  for (const { start, end } of all) borders.add(start).add(end);
  const cuts = [...borders].sort((a, b) => a - b);
  let open = [];
  let next = 0;
  return cuts.slice(0, -1).map((start, index) => {
    const from = next;
    while (all[next]?.start <= start) next += 1;
    open = [...open, ...all.slice(from, next)].filter((range) => range.end > start);
    const end = cuts[index + 1];
    return { start, end, text: text.slice(start, end), ranges: open };
  });
}

const HARD_WRAP = 100;

/** Offsets after single line breaks that end a paragraph; none if the text is hard-wrapped. */
export function paragraphEnds(text) {
  if (Math.max(...text.split("\n").map((line) => line.length)) <= HARD_WRAP) return [];
  return [...text.matchAll(/(?<=[^\n])\n(?=[^\n])/g)].map(({ index }) => index + 1);
}

/** The request body, as sent by the page and shown in the curl command. */
export function requestFor(text, { types, kinds, confidence, format = "text" } = {}) {
  const options = { offset_unit: "utf16" };
  if (types && types.size < TYPES.length) options.types = TYPES.filter((t) => types.has(t));
  if (kinds && kinds.size < KINDS.length) options.kinds = KINDS.filter((each) => kinds.has(each));
  if (confidence) options.min_confidence = confidence;
  return { text, ...(format === "text" ? {} : { format }), options };
}

/** An answer whose offsets are moved by `at`: those of everything that is drawn. */
export function moved(attributions, at) {
  const span = (each) => each && { ...each, start: at(each.start), end: at(each.end) };
  return attributions.map((each) => ({
    ...each,
    content: each.content.map(span),
    cue: span(each.cue),
    source: span(each.source),
    addressee: span(each.addressee),
    outlet: each.outlet && { ...each.outlet, mention: span(each.outlet.mention) },
  }));
}

/** The spans of the warnings of what is not read, in order. */
export function unreadSpans(warnings) {
  return warnings
    .filter(({ code }) => code === "left_out" || code === "repeated")
    .flatMap(({ spans }) => spans)
    .sort((a, b) => a.start - b.start);
}

/** A curl command for a POSIX shell. */
export function curlFor(url, body) {
  const quoted = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl -sS '${url}' \\\n  -H 'Content-Type: application/json' \\\n  --data-binary '${quoted}'`;
}

export const percent = (value) => `${Math.round(value * 100)}%`;
export const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
