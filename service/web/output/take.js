// Copies and downloads what was found.

import { post } from "../api.js";
import { correctExport } from "../corrections/corrected_exports.js";
import { isCorrected } from "../corrections/corrections.js";
import { $, el } from "../dom.js";
import { SAFE_LENGTH, toFragment } from "../input/link.js";
import { narrow, requestFor } from "../model.js";
import { copyFor } from "./clipboard.js";
import { fileName } from "./names.js";
import { quotationOf } from "./quotation.js";
import { copyOfTable, documentOf } from "./table.js";

const copySources = {
  curl: () => ({ text: $("curl").textContent }),
  json: () => ({ text: $("json").textContent }),
  table: ({ table }) => copyOfTable(table.rows, table.caption),
  link: async (state) => {
    history.replaceState(null, "", await toFragment(state.text, state.format));
    state.linked = state.text;
    warnOfLength(location.href.length);
    return { text: location.href };
  },
};

/** The formats that the page makes itself: media type and content. */
const OWN = {
  json: ["application/json", () => `${$("json").textContent}\n`],
  html: ["text/html", tableDocument],
};

/** Let the buttons copy and download what is in `state`; `complain` shows a problem. */
export function listenToTake(state, { key, complain }) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(button, state, complain));
  }
  $("download").addEventListener("click", () => download(state, { key, complain }));
}

async function copy(button, state, complain) {
  const words = await copySources[button.dataset.copy](state);
  if (await copyFor(button, words)) say("Copied");
  else complain({ title: "Not copied", detail: "The browser denied access to the clipboard. The text is shown below." });
}

/** A button that copies a record with its speaker. */
export function copyButton(each, { number, speakers, complain }) {
  const name = `Copy no. ${number} with its speaker`;
  const copyIt = async ({ currentTarget }) => {
    if (await copyFor(currentTarget, { text: quotationOf(each, speakers) })) say("Copied");
    else complain({ title: "Not copied", detail: "The browser denied access to the clipboard." });
  };
  return el("button", { type: "button", "aria-label": name, "data-action": "copy", onclick: copyIt }, "Copy");
}

async function download(state, { key, complain }) {
  const format = $("format").value;
  const name = nameOf(format, state);
  try {
    save(await fileOf(format, state, key()), name);
    say("Downloaded");
  } catch (error) {
    complain(error);
  }
}

/** The file of a format: the service makes it of the text, the page corrects it. */
async function fileOf(format, state, key) {
  const [type, make] = OWN[format] ?? [];
  if (make) return new Blob([make(state)], { type });
  const { options, ...body } = requestFor(state.text, state);
  const { offset_unit: _, ...others } = options;
  const [found, corrected] = [narrow(state.response, state), state.narrowed];
  const asFound = !isCorrected(state.corrections);
  const response = await post(`v1/exports/${format}`, { ...body, options: others }, { key });
  if (asFound) return response.blob();
  const file = correctExport(format, await response.text(), { found, corrected });
  return new Blob([file], { type: response.headers.get("Content-Type") });
}

function tableDocument({ table, response, corrections, shown }) {
  const [line] = shown.text.trim().split("\n");
  const title = `Attributions in “${line.length > 80 ? `${line.slice(0, 79)}…` : line}”`;
  const made = `Made with Whosaid ${response.model.service}, models “${response.model.package}”.`;
  const notes = isCorrected(corrections) ? [made, "Corrected by hand."] : [made];
  return documentOf(table.rows, { title, caption: table.caption, notes });
}

function warnOfLength(length) {
  $("link-note").hidden = length <= SAFE_LENGTH;
  $("link-note").textContent =
    `This link has ${length.toLocaleString("en")} characters. Many mail and chat programs cut links over ` +
    `${SAFE_LENGTH.toLocaleString("en")}: try it where you send it, or send the text itself.`;
}

function say(what) {
  $("status").textContent = isOld() ? `${what}, from the text before the change.` : `${what}.`;
}

const isOld = () => $("result").classList.contains("old");

function nameOf(format, state) {
  const { offset_unit: _, ...filters } = requestFor(state.text, state).options;
  const chosen = format === "html" && state.speakers.size + state.outlets.size;
  const marks = [(Object.keys(filters).length || chosen) && "filtered", isCorrected(state.corrections) && "corrected", isOld() && "before-change"].filter(Boolean);
  return fileName(format, { text: state.text, words: state.shown.text, marks });
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
