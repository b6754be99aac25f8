// The records as a table: on the page, for a word processor, and as text for a spreadsheet.

import { escapeFormula } from "../corrections/csv.js";
import { el } from "../dom.js";
import { percent } from "../model.js";
import { contentOf, remarksOf } from "./quotation.js";

const HEAD = ["No.", "Speaker", "Role", "Words", "Type", "Remarks", "Cue", "To", "Outlet", "Confidence"];

/** The cells of each record, as text; `look` gives numbers, `speakers` roles. */
export function rowsOf(records, { look, speakers }) {
  const roles = new Map(speakers.map(({ id, role }) => [id, role]));
  return records.map((each) => [
    String(look(each.id).number),
    each.speaker?.name,
    roles.get(each.speaker?.id),
    contentOf(each),
    each.type,
    remarksOf(each).join("; "),
    each.cue?.text,
    each.addressee?.text,
    each.outlet?.name,
    percent(each.confidence),
  ].map((cell) => (cell ?? "").replace(/\s+/g, " ").trim()));
}

/** The table as an element. `attributes` are those of `table`. */
export function tableOf(rows, caption, attributes = {}) {
  return el(
    "table",
    attributes,
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...HEAD.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map(([number, ...cells]) =>
      el("tr", {}, el("th", { scope: "row" }, number), ...cells.map((cell) => el("td", {}, cell))),
    )),
  );
}

/** The table as HTML that word processors take, and as text with tabs. */
export function copyOfTable(rows, caption) {
  const safe = rows.map((cells) => cells.map(escapeFormula));
  return {
    html: tableOf(safe, caption, { border: "1", cellpadding: "4", cellspacing: "0" }).outerHTML,
    text: [HEAD, ...safe].map((cells) => `${cells.join("\t")}\n`).join(""),
  };
}

/** A whole HTML document with the table, and `notes` below it. */
export function documentOf(rows, { title, caption, notes }) {
  const { html } = copyOfTable(rows, caption);
  const head = `<meta charset="utf-8">${el("title", {}, title).outerHTML}`;
  const body = el("h1", {}, title).outerHTML + html + notes.map((note) => el("p", {}, note).outerHTML).join("");
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body>${body}</body></html>\n`;
}
