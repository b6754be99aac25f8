// The panels around the article: speakers, outlets, switches, numbers and notes.

import { $, el } from "../dom.js";
import { percent, plural } from "../model.js";

/** Draw the list of speakers or outlets: toggle buttons that filter the attributions. */
export function drawEntities(list, entities, { counts, chosen, look, toggle, none }) {
  const rows = entities.map((each) => {
    const { label, colour } = look(each.id);
    const n = counts.get(each.id) ?? 0;
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: `entity ${colour}`,
          "data-entity": each.id,
          "aria-pressed": String(chosen.has(each.id)),
          onclick: () => toggle(each.id),
        },
        el("span", { class: "badge", "aria-hidden": "true" }, label),
        el(
          "span",
          { class: "who" },
          each.name,
          ...[details(each)].filter(Boolean).map((text) => el("span", { class: "role" }, text)),
        ),
        el("span", { class: "count" }, String(n), el("span", { class: "visually-hidden" }, ` ${n === 1 ? "attribution" : "attributions"}`)),
      ),
    );
  });
  list.replaceChildren(...(rows.length ? rows : [el("li", { class: "hint" }, none)]));
}

/** Role, affiliation and pronouns of a speaker, and whether it is anonymous, in a line. */
function details({ role, affiliation, pronouns = [], anonymous }) {
  const known = affiliation && !role?.includes(affiliation.mention.text);
  return [
    role,
    known && affiliation.name,
    pronouns.map(({ form }) => form).filter((form) => form !== "it").join(", "),
    anonymous && "anonymous",
  ].filter(Boolean).join(" · ");
}

/** Draw who is quoted: a table for each way to divide the speakers. */
export function drawQuoted(tables) {
  $("quoted").replaceChildren(...tables.map(quotedTable));
}

function quotedTable({ title, rows }) {
  const head = ["Value", "Speakers", "Records", "Words", "Share of words"];
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
    el(
      "table",
      {},
      el("caption", {}, title),
      el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows.map(quotedRow)),
    ),
  );
}

function quotedRow({ value, speakers, records, words, share }) {
  const bar = el("meter", { min: "0", max: "1", value: String(share), "aria-hidden": "true" });
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, value),
    ...[speakers, records, words].map((number) => el("td", {}, String(number))),
    el("td", {}, percent(share), " ", bar),
  );
}

/** Draw a checkbox for each value of a field, all on. */
export function drawSwitches(fieldset, values, onchange) {
  const switches = values.map((value) =>
    el(
      "label",
      { class: "switch" },
      el("input", { type: "checkbox", value, checked: true, onchange }),
      el("span", { class: `sample ${value}` }, value),
    ),
  );
  fieldset.append(...switches);
}

/** Draw the legend of the marks in the text. */
export function drawLegend() {
  $("legend").replaceChildren(
    "In the text: ",
    el("span", { class: "content direct c0" }, "content"),
    " ",
    el("span", { class: "cue c0" }, "cue"),
    " ",
    el("span", { class: "source c0" }, "source"),
    " ",
    el("span", { class: "outlet c0" }, "outlet"),
    " ",
    el("span", { class: "addressee c0" }, "addressee"),
  );
}

/** Draw the numbers of attributions, speakers and outlets, and the time taken. */
export function drawSummary({ attributions, speakers, outlets, model }, { found, shown, seconds }) {
  const parts = [
    plural(attributions.length, "attribution"),
    plural(speakers.length, "speaker"),
    plural(outlets.length, "outlet"),
  ];
  const hidden = attributions.length - shown;
  $("summary").textContent = found ? parts.join(", ") + (hidden ? `; ${shown} shown` : "") : "No attribution found";
  $("took").textContent = `${seconds.toFixed(1)} s, Whosaid ${model.service}, models “${model.package}”`;
}

/** Draw the warnings and credit lines of the article. */
export function drawNotices({ warnings, credits }) {
  const notes = warnings.map((each) => el("li", {}, each.detail));
  for (const span of credits) notes.push(el("li", {}, `Credit line: ${span.text}`));
  $("warnings").replaceChildren(...(notes.length ? [el("h3", {}, "Notes"), el("ul", {}, ...notes)] : []));
}
