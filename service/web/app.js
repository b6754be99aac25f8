// Application of the demo page: reads texts, and listens.

import { post } from "./api.js";
import { noCorrections } from "./corrections/corrections.js";
import { $, el } from "./dom.js";
import { listenToDrops } from "./input/drop.js";
import { markOldOnEdit } from "./input/edits.js";
import { fromFragment, isLink } from "./input/link.js";
import { formatChoice, keepMarkup } from "./input/paste.js";
import { SAMPLES } from "./input/samples.js";
import { KINDS, TYPES, plural, requestFor, unreadSpans } from "./model.js";
import { listenToTake } from "./output/take.js";
import { drawProblem, showProblem } from "./problems.js";
import { draw, highlightRecord, reset, undoCorrections } from "./result/drawing.js";
import { readMarkup } from "./result/markup.js";
import { attributionAt, moveFocus } from "./result/overlay.js";
import { drawLegend, drawSwitches } from "./result/panels.js";
import { drawPicked } from "./result/records.js";
import { listenToSearch } from "./result/search.js";
import { state } from "./state.js";

const key = () => $("key").value.trim();

// ---- requests

async function read(text, format = $("input-format").value) {
  state.running?.abort();
  if (!text.trim()) return fail(text, { title: "No text", detail: "Paste an article or choose a sample." });
  const running = new AbortController();
  state.running = running;
  const done = showProgress(text);
  const begun = performance.now();
  try {
    const response = await post("v1/attributions", requestFor(text, { format }), { key: key(), signal: running.signal });
    const found = await response.json();
    state.seconds = (performance.now() - begun) / 1000;
    show(text, format, found);
  } catch (error) {
    if (!running.signal.aborted) fail(text, error);
  } finally {
    done({ last: state.running === running });
    if (state.running === running) state.running = null;
  }
}

function showProgress(text) {
  const begun = performance.now();
  const tick = () => {
    const seconds = Math.floor((performance.now() - begun) / 1000);
    $("elapsed").textContent = `Analysing ${plural(text.length, "character")} … ${seconds} s`;
  };
  tick();
  showProblem(null);
  const timer = setInterval(tick, 500);
  $("progress").hidden = $("cancel").hidden = false;
  $("form").setAttribute("aria-busy", "true");
  $("status").textContent = "Analysing the article.";
  return ({ last }) => {
    clearInterval(timer);
    if (!last) return;
    $("progress").hidden = $("cancel").hidden = true;
    $("form").removeAttribute("aria-busy");
  };
}

/** Show a problem of a text, and nothing of the text before it. */
function fail(text, problem) {
  forgetLink(text);
  Object.assign(state, { text: "", shown: null, response: null, pinned: null });
  $("result").hidden = true;
  for (const id of ["reading", "records", "speakers", "outlets", "warnings", "quoted", "summary", "table", "curl", "json"]) $(id).replaceChildren();
  drawPicked(null);
  showProblem(problem);
}

/** Take the link of another text out of the address: a reload would bring that text back. */
function forgetLink(text) {
  if (isLink(location.hash) && state.linked !== text) history.replaceState(null, "", location.pathname + location.search);
}

function show(text, format, response) {
  forgetLink(text);
  const plain = { text, at: (offset) => offset };
  const shown = format === "html" ? readMarkup(text, unreadSpans(response.warnings)) : plain;
  Object.assign(state, { text, format, shown, response, pinned: null, editing: null, corrections: noCorrections() });
  state.speakers.clear();
  state.outlets.clear();
  $("result").hidden = false;
  $("link-note").hidden = true;
  markOld();
  draw();
  $("status").textContent = `Done. ${$("summary").textContent}.`;
  $("result-title").focus({ preventScroll: true });
  $("result").scrollIntoView({ block: "start" });
}

// ---- events

function fill(text, format = "text", { link = false } = {}) {
  showNote("file-note", null);
  $("text").value = text;
  $("input-format").value = format;
  if (link) state.linked = $("text").value;
  read($("text").value);
}

async function openLink() {
  if (!isLink(location.hash)) return;
  const linked = await fromFragment(location.hash);
  if (!linked) {
    state.running?.abort();
    state.linked = null;
    return fail(null, {
      title: "Damaged link",
      detail: "The text in this link is not complete, or was changed on its way. Copy the whole link again, or ask for the text.",
    });
  }
  fill(linked.text, linked.format, { link: true });
}

function showNote(id, note) {
  $(id).textContent = note ?? "";
  $(id).hidden = !note;
}

function fillDraft(text, format = "text") {
  $("draft").value = text;
  $("draft-format").value = format;
  $("draft").dispatchEvent(new Event("input", { bubbles: true }));
}

function listen() {
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    read($("text").value);
  });
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("form").requestSubmit();
  });
  $("cancel").addEventListener("click", () => {
    state.running?.abort();
    $("status").textContent = "Stopped.";
    $("text").focus();
  });
  const reading = $("reading");
  reading.addEventListener("pointerover", (event) => highlightRecord(attributionAt(event.target) ?? state.pinned));
  reading.addEventListener("pointerleave", () => highlightRecord(state.pinned));
  reading.addEventListener("focusin", (event) => highlightRecord(attributionAt(event.target) ?? state.pinned));
  reading.addEventListener("focusout", () => highlightRecord(state.pinned));
  reading.addEventListener("keydown", moveFocus);
  reading.addEventListener("click", (event) => {
    const id = attributionAt(event.target);
    if (!id) return;
    state.pinned = state.pinned === id ? null : id;
    highlightRecord(id);
  });
  const records = $("records");
  records.addEventListener("pointerover", (event) => highlightRecord(event.target.closest(".record")?.dataset.id ?? state.pinned));
  records.addEventListener("pointerleave", () => highlightRecord(state.pinned));
  records.addEventListener("focusin", (event) => highlightRecord(event.target.closest(".record")?.dataset.id));
  records.addEventListener("focusout", () => highlightRecord(state.pinned));
  $("confidence").addEventListener("input", ({ target }) => {
    state.confidence = target.value / 100;
    $("confidence-value").textContent = `${target.value}%`;
    draw();
  });
  $("reset").addEventListener("click", reset);
  $("undo-corrections").addEventListener("click", undoCorrections);
  listenToSearch();
  listenToTake(state, { key, complain: showProblem });
  addEventListener("hashchange", openLink);
  listenToDrops({
    take: (text, format, { note }) => {
      const reads = $("check-view").hidden;
      (reads ? fill : fillDraft)(text, format);
      showNote(reads ? "file-note" : "draft-note", note);
    },
    complain: (problem) => {
      if ($("check-view").hidden) showProblem(problem);
      else drawProblem($("check-problem"), $("check-status"), problem);
    },
  });
}

for (const [name, values] of [["types", TYPES], ["kinds", KINDS]]) {
  drawSwitches($(name), values, ({ target }) => {
    state[name][target.checked ? "add" : "delete"](target.value);
    draw();
  });
}
drawLegend();
$("samples").append(
  ...SAMPLES.map(({ name, text }) => el("button", { type: "button", class: "link", onclick: () => fill(text) }, name)),
);
$("form").querySelector(".row").insertBefore(formatChoice("input-format"), $("samples"));
keepMarkup($("text"), $("input-format"), $("status"));
listen();
const markOld = markOldOnEdit($("form"), $("result"), {
  isOld: () => $("text").value !== state.text || $("input-format").value !== state.format,
  say: () => { $("status").textContent = "The text has changed. What was found is of the text before."; },
});
openLink();
