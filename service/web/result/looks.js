// The number, label and colour of each record, speaker and outlet.

import { labels } from "../model.js";

export const COLOURS = 20;

/** Return a function from the id of a record, speaker or outlet to its number, label and colour. */
export function displayLookup({ attributions, speakers, outlets }) {
  const short = labels([...speakers, ...outlets]);
  const known = new Map();
  speakers.forEach(({ id }, n) => known.set(id, { label: short.get(id), colour: `c${n % COLOURS}` }));
  for (const { id } of outlets) known.set(id, { label: short.get(id), colour: "cx" });
  attributions.forEach(({ id, speaker }, n) => {
    const { label = "?", colour = "cx" } = known.get(speaker?.id) ?? {};
    known.set(id, { label, colour, number: n + 1 });
  });
  return (id) => known.get(id);
}
