// The list of records beside the article, and the line below it.

import { $, el } from "../dom.js";
import { percent } from "../model.js";
import { contentOf } from "../output/quotation.js";

/**
 * Draw the list of records, in text order; `none` is shown where there are none.
 * `actions(each)` returns what can be done with a record.
 */
export function drawRecords(records, { look, pick, actions, none }) {
  const rows = records.map((each) => {
    const { label, colour } = look(each.id);
    return el(
      "li",
      { class: `record ${colour}${each.struck ? " struck" : ""}`, "data-id": each.id },
      el(
        "button",
        { type: "button", class: "pick", onclick: () => pick(each.id) },
        el("span", { class: "badge", "aria-hidden": "true" }, label),
        el("span", { class: "who" }, each.speaker?.name ?? "Unknown speaker"),
        el("span", { class: "count" }, percent(each.confidence)),
      ),
      el("p", { class: "words" }, contentOf(each)),
      el("p", { class: "facts" }, facts(each, look).join(" · ")),
      ...actions(each),
    );
  });
  $("records").replaceChildren(...(rows.length ? rows : [el("li", { class: "hint" }, none)]));
}

function facts(each, look) {
  const addressee = each.addressee ? ` to ${each.addressee.text}` : "";
  const linked = (word, id) => id && `${word} no. ${look(id)?.number ?? "?"}`;
  return [
    `no. ${look(each.id).number}`,
    each.struck && "struck out",
    each.type,
    each.kind === "thought" && "thought",
    each.negated && "negated",
    each.cue ? `“${each.cue.text}”${addressee}` : "no cue",
    each.outlet && `via ${each.outlet.name}`,
    linked("inside", each.parent),
    linked("continues", each.continues),
  ].filter(Boolean);
}

/** Draw one record on a line, for windows too narrow for the list of records. */
export function drawPicked(each, look) {
  const line = $("picked");
  line.hidden = !each;
  if (!each) return;
  const { label, colour } = look(each.id);
  line.className = `picked ${colour}`;
  line.replaceChildren(
    el("span", { class: "badge" }, label),
    el("strong", {}, each.speaker?.name ?? "Unknown speaker"),
    el("span", {}, [...facts(each, look), percent(each.confidence)].join(" · ")),
  );
}
