// The tab that checks a draft: two panes, and findings that are linked to both.

import { post } from "./api.js";
import { $, el } from "./dom.js";
import { markOldOnEdit } from "./input/edits.js";
import { formatChoice, keepMarkup } from "./input/paste.js";
import { plural, unreadSpans } from "./model.js";
import { drawProblem } from "./problems.js";
import { readMarkup } from "./result/markup.js";

const COLOUR = { verbatim: "c2", typography: "c2", trimmed: "c4", altered: "c1", absent: "c5" };
const OPS = {
  changed: "changed",
  added: "added",
  left_out: "left out without a sign",
  moved: "moved",
  omitted: "left out",
  bracketed: "in brackets",
  typography: "typography",
};
const MOST_SOURCES = 50;

const state = { checked: "", draft: "", sources: new Map(), findings: [], chosen: null, running: null };

// ---- tabs

const tabs = () => [...document.querySelectorAll("[role=tab]")];

function openTab(tab, { focus = false } = {}) {
  for (const each of tabs()) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    $(each.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
}

function moveTab(event) {
  const all = tabs();
  const at = all.indexOf(event.target);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  openTab(all[(next + all.length) % all.length], { focus: true });
}

// ---- the request

const boxes = () => [...document.querySelectorAll("#sources textarea")];

function addSource() {
  const number = boxes().length + 1;
  const id = `source-${number}`;
  const box = el("textarea", { id, rows: "5", spellcheck: "false" });
  const choice = formatChoice(`${id}-format`);
  $("sources").append(el("label", { for: id }, `Source ${number}`), box, choice);
  keepMarkup(box, choice.querySelector("select"), $("check-status"));
  $("add-source").disabled = number >= MOST_SOURCES;
  return box;
}

function requestOf() {
  const sources = boxes()
    .map((box, n) => ({ id: `Source ${n + 1}`, ...textOf(box) }))
    .filter(({ text }) => text.trim());
  return { draft: textOf($("draft")), sources, options: { offset_unit: "utf16" } };
}

/** The text of a box, with its format if that is HTML. */
function textOf(box) {
  const format = $(`${box.id}-format`).value;
  return { text: box.value, ...(format === "text" ? {} : { format }) };
}

async function check() {
  state.running?.abort();
  const body = requestOf();
  if (!body.draft.text.trim() || !body.sources.length) {
    return fail({ title: "A text is missing", detail: "Paste the draft and at least one source." });
  }
  const running = new AbortController();
  state.running = running;
  drawProblem($("check-problem"), $("check-status"), null);
  $("check-form").setAttribute("aria-busy", "true");
  $("check-status").textContent = "Checking the draft.";
  const key = $("check-key").value.trim() || $("key").value.trim();
  try {
    const response = await post("v1/check", body, { key, signal: running.signal });
    const findings = await response.json();
    state.checked = JSON.stringify(body);
    show(body, findings);
  } catch (error) {
    if (!running.signal.aborted) fail(error);
  } finally {
    if (state.running === running) {
      state.running = null;
      $("check-form").removeAttribute("aria-busy");
    }
  }
}

/** Show a problem, and nothing of the check before it. */
function fail(problem) {
  Object.assign(state, { draft: null, sources: new Map(), findings: [], chosen: null });
  $("check-result").hidden = true;
  for (const id of ["findings", "draft-pane", "source-pane", "check-summary", "check-warnings"]) $(id).replaceChildren();
  drawProblem($("check-problem"), $("check-status"), problem);
}

// ---- the answer

function show({ draft, sources }, { findings, indirect, warnings }) {
  state.draft = shownOf(draft, unreadSpans(warnings));
  state.sources = new Map(sources.map((each) => [each.id, shownOf(each, [])]));
  state.findings = findings;
  const bad = findings.filter((each) => flags(each).length || ["altered", "absent"].includes(each.verdict));
  $("check-summary").textContent =
    `${plural(findings.length, "quotation")}, ${bad.length} to look at; ` +
    `${plural(indirect.length, "indirect attribution")} without a verdict`;
  $("check-warnings").replaceChildren(...warnings.map(({ detail }) => el("li", {}, detail)));
  $("check-result").hidden = false;
  markOld();
  drawFindings();
  choose(findings[0]?.id ?? null);
  $("check-status").textContent = `Done. ${$("check-summary").textContent}.`;
  $("check-title").focus({ preventScroll: true });
  $("check-result").scrollIntoView({ block: "start" });
}

/** The words of a text as they are shown, with their places. */
function shownOf({ text, format }, unread) {
  return format === "html" ? readMarkup(text, unread) : { text, at: (offset) => offset };
}

/** What an editor must see beside the verdict. */
function flags({ critical, stitched, source_verdict, speaker_verdict }) {
  return [
    critical && "critical",
    stitched && "stitched",
    source_verdict === "other" && "another source",
    speaker_verdict === "different" && "another speaker",
  ].filter(Boolean);
}

function drawFindings() {
  const rows = state.findings.map((each) =>
    el(
      "li",
      { class: `record ${COLOUR[each.verdict] ?? "cx"}` },
      el(
        "button",
        { type: "button", class: "pick", "data-finding": each.id, "aria-pressed": "false", onclick: () => choose(each.id) },
        el("span", { class: "who" }, [each.verdict, ...flags(each)].join(", ")),
      ),
      el("p", { class: "words" }, each.draft.content.map(({ text }) => text).join(" … ")),
      el("p", { class: "facts" }, speakers(each)),
      el("ul", { class: "differences" }, ...each.differences.map(difference)),
    ),
  );
  $("findings").replaceChildren(...(rows.length ? rows : [el("li", { class: "hint" }, "The draft quotes nobody.")]));
}

function speakers({ draft, source, nearest }) {
  const ours = `draft: ${draft.speaker?.name ?? "nobody named"}`;
  if (source) return `${ours} · ${source.id}: ${source.speaker?.name ?? "nobody named"}`;
  return nearest ? `${ours} · nearest in ${nearest.id}: ${nearest.span.text}` : ours;
}

function difference({ op, critical, draft, source }) {
  const shown = [source?.text, draft?.text].filter(Boolean).join(" → ");
  return el("li", {}, `${OPS[op] ?? op}: ${shown}${critical ? " (critical)" : ""}`);
}

function choose(id) {
  state.chosen = id;
  const finding = state.findings.find((each) => each.id === id);
  for (const button of document.querySelectorAll("[data-finding]")) {
    const on = button.dataset.finding === id;
    button.setAttribute("aria-pressed", String(on));
    if (button.classList.contains("pick")) button.closest("li").classList.toggle("on", on);
  }
  const ours = (finding?.differences ?? []).map(({ draft }) => draft).filter(Boolean);
  const theirs = (finding?.differences ?? []).map(({ source }) => source).filter(Boolean);
  const side = finding?.source ?? (finding?.nearest && { id: finding.nearest.id, content: [finding.nearest.span] });
  const colour = COLOUR[finding?.verdict] ?? "cx";
  drawPane($("draft-pane"), state.draft, finding?.draft.content ?? [], ours, colour, state.findings);
  $("source-name").textContent = side?.id ?? "Source";
  const none = { text: "No passage of a source is like it.", at: (offset) => offset };
  drawPane($("source-pane"), side ? state.sources.get(side.id) : none, side?.content ?? [], theirs, colour);
}

/**
 * A text with its quotation tinted, and the words that differ marked. Before each
 * quotation of `findings` stands a button that chooses it.
 */
function drawPane(pane, { text, at }, given, differences, colour, findings = []) {
  const place = ({ start, end }) => ({ start: at(start), end: at(end) });
  const content = given.map(place);
  const differing = differences.map(place);
  const borders = new Set([0, text.length]);
  for (const { start, end } of [...content, ...differing]) borders.add(start).add(end);
  const begins = new Map(findings.map((each, n) => [at(each.draft.content[0].start), { ...each, number: n + 1 }]));
  for (const start of begins.keys()) borders.add(start);
  const cuts = [...borders].sort((a, b) => a - b);
  const over = (spans, where) => spans.some(({ start, end }) => start <= where && where < end);
  const nodes = cuts.slice(0, -1).flatMap((start, n) => {
    const words = text.slice(start, cuts[n + 1]);
    const node = over(differing, start) ? el("mark", {}, words) : words;
    const shown = over(content, start) ? el("span", { class: `content direct ${colour}` }, node) : node;
    return begins.has(start) ? [finder(begins.get(start)), shown] : [shown];
  });
  pane.replaceChildren(...nodes);
  pane.querySelector(".content")?.scrollIntoView({ block: "nearest" });
}

function finder(finding) {
  const { id, number, verdict } = finding;
  return el(
    "button",
    {
      type: "button",
      class: `chip ${COLOUR[verdict] ?? "cx"}`,
      "data-finding": id,
      "aria-pressed": String(id === state.chosen),
      "aria-label": `Quotation ${number}: ${[verdict, ...flags(finding)].join(", ")}`,
      onclick: () => {
        choose(id);
        $("draft-pane").querySelector(`[data-finding="${CSS.escape(id)}"]`)?.focus();
      },
    },
    String(number),
  );
}

// ---- listening

function moveFinding(event) {
  const all = [...document.querySelectorAll(".pick[data-finding]")];
  const at = all.indexOf(event.target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || next === undefined || !all[next]) return;
  event.preventDefault();
  all[next].focus();
  choose(all[next].dataset.finding);
  all[next].scrollIntoView({ block: "nearest" }); // the panes may have scrolled it away
}

for (const tab of tabs()) {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", moveTab);
}
const markOld = markOldOnEdit($("check-form"), $("check-result"), {
  isOld: () => JSON.stringify(requestOf()) !== state.checked,
  say: () => { $("check-status").textContent = "A text has changed. The findings are those before the change."; },
});
$("draft").after(formatChoice("draft-format"));
keepMarkup($("draft"), $("draft-format"), $("check-status"));
addSource();
$("add-source").addEventListener("click", () => addSource().focus());
$("check-form").addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
$("findings").addEventListener("keydown", moveFinding);
