// Corrections in an .ann file of brat: its events have numbers, not the ids of records.

import { checkIds } from "./exported_ids.js";

/** A file of brat with corrections, as `correctExport` has it. */
export function correctBrat(file, { found, records }) {
  const lines = file.split("\n").filter(Boolean).map((line) => line.split("\t"));
  const events = lines.filter(([id]) => id.startsWith("E"));
  const written = found.attributions.filter(({ content }) => content.some(({ text }) => /\S/.test(text)));
  const owners = new Map(events.map(([event], n) => [event, written[n]?.id]));
  checkIds([...owners.values()], written);
  const kept = new Map([...owners].filter(([, id]) => records.has(id)).map(([event, id]) => [event, records.get(id)]));
  const places = new Set(events.filter(([event]) => kept.has(event)).flatMap(([, parts]) => parts.match(/T\d+/g)));
  const before = new Map(found.attributions.map((each) => [each.id, each.speaker]));
  const stays = {
    T: ([id]) => places.has(id),
    E: ([id]) => kept.has(id),
    A: ([, what]) => kept.has(what.split(" ")[1]),
    "#": ([, what]) => kept.has(what.split(" ")[1]),
    R: ([, what]) => isRelated(what, kept),
  };
  return lines
    .filter((line) => stays[line[0][0]](line))
    .map((line) => (line[0][0] === "#" ? withSpeaker(line, kept, before) : line))
    .map((line) => `${line.join("\t")}\n`)
    .join("");
}

/** Whether a relation ("In Arg1:E2 Arg2:E1") is one of the corrected records. */
function isRelated(what, kept) {
  const [, name, one, other] = /^(\w+) Arg1:(E\d+) Arg2:(E\d+)$/.exec(what);
  const target = { In: kept.get(one)?.parent, Continues: kept.get(one)?.continues }[name];
  return target != null && target === kept.get(other)?.id;
}

/** The line of a note, which begins with the speaker if there is one. */
function withSpeaker([id, what, note], kept, before) {
  const record = kept.get(what.split(" ")[1]);
  const part = (speaker) => (speaker ? `speaker ${speaker.name.split(/\s+/).filter(Boolean).join(" ")}; ` : "");
  const rest = note.slice(part(before.get(record.id)).length);
  return [id, what, part(record.speaker) + rest];
}
