// Draws the result from the state; filters, choices and corrections draw it anew.

import { drawCorrections, focusOn, recordActions } from "../corrections/correcting.js";
import { correct, noCorrections, speakersOf } from "../corrections/corrections.js";
import { $ } from "../dom.js";
import { KINDS, TYPES, choose, count, curlFor, moved, narrow, plural, requestFor, whoIsQuoted } from "../model.js";
import { rowsOf, tableOf } from "../output/table.js";
import { copyButton } from "../output/take.js";
import { showProblem } from "../problems.js";
import { state } from "../state.js";
import { displayLookup } from "./looks.js";
import { chips, drawArticle, highlight } from "./overlay.js";
import { drawEntities, drawNotices, drawQuoted, drawSummary } from "./panels.js";
import { drawPicked, drawRecords } from "./records.js";
import { searchIn } from "./search.js";

const address = (path) => new URL(path, document.baseURI).href;

export function draw() {
  const { response, corrections } = state;
  const corrected = correct(response, corrections);
  const narrowed = narrow(corrected, state);
  const shown = choose(narrowed.attributions, state);
  const speakers = speakersOf(response, corrections);
  const all = withStruck(corrected);
  const look = displayLookup({ ...response, attributions: all, speakers });
  Object.assign(state, { look, all, narrowed });
  drawArticle(state.shown.text, moved(shown, state.shown.at), look);
  searchIn(state.shown.text);
  drawList(corrected, all);
  $("nothing").hidden = response.attributions.length > 0;
  drawSummary(corrected, { found: response.attributions.length, shown: shown.length, seconds: state.seconds });
  drawNotices(response);
  drawQuoted(whoIsQuoted(corrected.speakers));
  drawCorrections(corrections, speakers);
  drawTable(shown, { all, speakers });
  for (const [kind, entities] of [["speaker", speakers], ["outlet", response.outlets]]) {
    drawEntities($(`${kind}s`), entities, {
      counts: count(narrowed.attributions, kind),
      chosen: state[`${kind}s`],
      look,
      toggle: (id) => toggle(kind, id),
      none: `No ${kind} found.`,
    });
  }
  $("json").textContent = JSON.stringify(narrowed, null, 2);
  $("curl").textContent = curlFor(address("v1/attributions"), requestFor(state.text, state));
  highlightRecord(state.pinned);
}

/** All records: the corrected ones, and those that are struck out in their places. */
function withStruck({ attributions }) {
  const { response, corrections } = state;
  const kept = new Map(attributions.map((each) => [each.id, each]));
  const { attributions: all } = correct(response, { ...corrections, struck: new Set() });
  return all.map((each) => kept.get(each.id) ?? { ...each, struck: true });
}

function drawList({ speakers }, all) {
  const wanted = new Set(choose(narrow({ ...state.response, attributions: all }, state).attributions, state).map(({ id }) => id));
  const none = all.length ? "No attribution passes the filters." : "No attribution was found.";
  const actions = (each) => {
    const { number } = state.look(each.id);
    const copy = copyButton(each, { number, speakers, complain: showProblem });
    return recordActions(each, { number, editing: state.editing, copy, on: { strike, edit, rename } });
  };
  drawRecords(all.filter(({ id }) => wanted.has(id)), { look: state.look, pick, actions, none });
}

function drawTable(shown, { all, speakers }) {
  const rows = rowsOf(shown, { look: state.look, speakers });
  const caption = shown.length < all.length ? `${shown.length} of ${plural(all.length, "record")}` : plural(all.length, "record");
  state.table = { rows, caption };
  $("table").replaceChildren(tableOf(rows, caption));
}

// ---- corrections

function strike(id) {
  const { struck } = state.corrections;
  if (!struck.delete(id)) struck.add(id);
  if (state.editing === id) state.editing = null;
  draw();
  focusOn(id, "strike");
}

function edit(id) {
  const focused = id ?? state.editing;
  state.editing = id;
  draw();
  focusOn(focused, id ? "form" : "edit");
}

function rename(id, name) {
  const found = state.response.attributions.find((each) => each.id === id).speaker?.name ?? "";
  if (name === found) state.corrections.renamed.delete(id);
  else state.corrections.renamed.set(id, name || null);
  edit(null);
}

export function undoCorrections() {
  Object.assign(state, { corrections: noCorrections(), editing: null });
  draw();
  $("records-title").focus();
}

function toggle(kind, id) {
  const chosen = state[`${kind}s`];
  if (!chosen.delete(id)) chosen.add(id);
  draw();
  document.querySelector(`[data-entity="${CSS.escape(id)}"]`)?.focus();
}

export function highlightRecord(id) {
  const each = state.response && state.all.find((other) => other.id === id);
  highlight(each);
  drawPicked(each, state.look);
  for (const chip of chips()) chip.setAttribute("aria-pressed", String(chip.dataset.id === state.pinned));
}

function pick(id) {
  state.pinned = state.pinned === id ? null : id;
  highlightRecord(state.pinned);
  const chip = chips().find((each) => each.dataset.id === id);
  chip?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

export function reset() {
  Object.assign(state, { confidence: 0, types: new Set(TYPES), kinds: new Set(KINDS), pinned: null });
  state.speakers.clear();
  state.outlets.clear();
  $("confidence").value = 0;
  $("confidence-value").textContent = "0%";
  for (const box of document.querySelectorAll(".switches input")) box.checked = true;
  draw();
}
