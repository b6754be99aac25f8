// Corrections by hand, on the page alone: records that are struck out, other speakers.

import { keep } from "../model.js";

/** `struck` has ids of records; `renamed` the name of the speaker, or null, by such ids. */
export const noCorrections = () => ({ struck: new Set(), renamed: new Map() });

export const isCorrected = ({ struck, renamed }) => struck.size + renamed.size > 0;

/** The speakers of a response, and those that corrections name and the service did not find. */
export function speakersOf({ speakers }, { renamed }) {
  const names = new Set(speakers.map(({ name }) => name));
  const others = [...new Set(renamed.values())].filter((name) => name !== null && !names.has(name));
  const numbers = speakers.map(({ id }) => Number(id.slice(1)) || 0);
  const next = Math.max(0, ...numbers) + 1;
  return [...speakers, ...others.map((name, n) => named(`s${next + n}`, name))];
}

/** A speaker of whom only the name is known. */
function named(id, name) {
  const unknown = { role: null, role_mention: null, gender: null, affiliation: null, anonymous: null };
  const none = { mentions: [], pronouns: [], gendered_words: [] };
  const counts = { words: { direct: 0, indirect: 0 }, records: 0 };
  return { id, name, type: "unknown", ...unknown, ...none, source_class: "unknown", ...counts };
}

/** The response that the service would give if it had found what the corrections say. */
export function correct(response, corrections) {
  if (!isCorrected(corrections)) return response;
  const { struck, renamed } = corrections;
  const speakers = speakersOf(response, corrections);
  const byName = new Map(speakers.toReversed().map((each) => [each.name, each]));
  const kept = response.attributions
    .filter(({ id }) => !struck.has(id))
    .map((each) => (renamed.has(each.id) ? { ...each, speaker: reference(byName.get(renamed.get(each.id))) } : each));
  const whole = keep({ ...response, speakers }, sameSpeakers(kept));
  return {
    ...whole,
    speakers: whole.speakers.map((each) => recounted(each, response.attributions, whole.attributions)),
    warnings: [...response.warnings, notice(response, corrections)],
  };
}

const reference = (speaker) => (speaker ? { id: speaker.id, name: speaker.name, type: speaker.type } : null);

/** A record continues another only where both have one speaker. */
function sameSpeakers(attributions) {
  const speakers = new Map(attributions.map(({ id, speaker }) => [id, speaker?.id]));
  return attributions.map((each) => (speakers.get(each.continues) === each.speaker?.id ? each : { ...each, continues: null }));
}

/** A speaker with the number of its records and words, if these are not the same as before. */
function recounted(speaker, before, after) {
  const ofIt = (records) => records.filter((each) => each.speaker?.id === speaker.id);
  const [old, now] = [ofIt(before), ofIt(after)];
  if (old.length === now.length && old.every(({ id }, n) => id === now[n].id)) return speaker;
  return { ...speaker, records: now.length, words: countWords(now) };
}

const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;
const QUOTED = /“[^”]*|„[^“”]*|«[^»]*|"[^"]*"?/gu;
const wordsIn = (text) => text.match(WORD)?.length ?? 0;

/** The words of records inside and outside quotation marks; of nested contents, the outer ones. */
function countWords(records) {
  const all = records.flatMap(({ type, content }) => content.map((span) => ({ type, ...span })));
  const within = (one, other) => other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start;
  const counts = { direct: 0, indirect: 0 };
  for (const { type, text } of all.filter((one) => !all.some((other) => within(one, other)))) {
    const quoted = type === "direct" ? [text] : type === "mixed" ? (text.match(QUOTED) ?? []) : [];
    const direct = quoted.reduce((sum, words) => sum + wordsIn(words), 0);
    counts.direct += direct;
    counts.indirect += wordsIn(text) - direct;
  }
  return counts;
}

/** What was corrected, in the form of a warning. */
function notice({ attributions }, { struck, renamed }) {
  const speakers = [...renamed].map(([id, name]) => {
    const was = attributions.find((each) => each.id === id)?.speaker?.name;
    const quoted = (words) => (words ? `“${words}”` : "nobody");
    return `the speaker of ${id} is ${quoted(name)}, was ${quoted(was)}`;
  });
  const parts = [struck.size && `struck out: ${[...struck].join(", ")}`, ...speakers].filter(Boolean);
  return { code: "corrected", detail: `Corrected by hand on the page: ${parts.join("; ")}.`, spans: [] };
}
