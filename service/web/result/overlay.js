// Highlights the attributions in the article.

import { $, el } from "../dom.js";
import { paragraphEnds, percent, segments } from "../model.js";

const MARKED = "data-ids";

/** The accessible name of an attribution. */
export function describe(each, { number, label }) {
  const parts = [`${label}: attribution ${number}`, each.speaker?.name ?? "unknown speaker", each.type];
  if (each.kind === "thought") parts.push("a thought");
  if (each.negated) parts.push("negated");
  if (each.outlet) parts.push(`via ${each.outlet.name}`);
  if (each.parent) parts.push("nested");
  return [...parts, percent(each.confidence)].join(", ");
}

/** Draw the article. `look(id)` returns the number, label and colour of a record. */
export function drawArticle(text, attributions, look) {
  const byId = new Map(attributions.map((each) => [each.id, each]));
  const started = new Set();
  const nodes = [];
  const ends = paragraphEnds(text);
  for (const segment of segments(text, attributions)) {
    for (const { id, role } of segment.ranges) {
      if (role !== "content" || started.has(id)) continue;
      started.add(id);
      nodes.push(chip(byId.get(id), look(id)));
    }
    nodes.push(wrap(segment, byId, look, ends));
  }
  $("reading").replaceChildren(...nodes);
  const [first] = chips();
  if (first) first.tabIndex = 0;
}

function chip(each, { label, colour, ...look }) {
  return el(
    "button",
    {
      type: "button",
      class: `chip ${colour}`,
      tabindex: "-1",
      "data-id": each.id,
      "aria-pressed": "false",
      "aria-label": describe(each, { label, ...look }),
    },
    label,
  );
}

function wrap({ start, end, text, ranges }, byId, look, ends) {
  const inside = ends.filter((at) => at > start && at <= end);
  let node = new DocumentFragment();
  [start, ...inside].forEach((from, n) => {
    if (n) node.append(el("span", { class: "gap" }));
    node.append(text.slice(from - start, (inside[n] ?? end) - start));
  });
  ranges.forEach((_, index) => {
    const { id, role } = ranges[ranges.length - 1 - index];
    const { colour } = look(id);
    const type = role === "content" ? ` ${byId.get(id).type} depth${Math.min(index, 3)}` : "";
    node = el("span", { class: `${role} ${colour}${type}`, [MARKED]: id }, node);
  });
  return node;
}

export const chips = () => [...$("reading").querySelectorAll(".chip")];

/** The id of the innermost attribution at an element of the article, or null. */
export function attributionAt(target) {
  const node = target.closest?.(`.chip, [${MARKED}]`);
  return node?.dataset.id ?? node?.dataset.ids ?? null;
}

/** Highlight the words, speaker and outlet of an attribution; null clears the highlight. */
export function highlight(each) {
  document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
  $("result").classList.toggle("focused", each != null);
  if (!each) return;
  const { id, speaker, outlet } = each;
  const wanted = [`[${MARKED}="${CSS.escape(id)}"]`, `[data-id="${CSS.escape(id)}"]`];
  for (const entity of [speaker, outlet]) {
    if (entity) wanted.push(`[data-entity="${CSS.escape(entity.id)}"]`);
  }
  document.querySelectorAll(wanted.join()).forEach((node) => node.classList.add("on"));
}

/** Move the keyboard focus between the buttons in the article. */
export function moveFocus(event) {
  const all = chips();
  const at = all.indexOf(event.target);
  const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 };
  const to = { Home: 0, End: all.length - 1, ...steps }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = all[Math.max(0, Math.min(all.length - 1, to))];
  all[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
