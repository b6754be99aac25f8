// What can be done with a record: copy it, strike it out, correct its speaker.

import { $, el } from "../dom.js";
import { plural } from "../model.js";
import { isCorrected } from "./corrections.js";

/**
 * The buttons of a record, and the form for its speaker while `editing` is its id. `on` has
 * the functions strike(id), edit(id or null) and rename(id, name).
 */
export function recordActions(each, { number, editing, copy, on }) {
  const { id, struck } = each;
  const button = (action, words, name, onclick) =>
    el("button", { type: "button", "data-action": action, "aria-label": name, onclick }, words);
  const strike = struck
    ? button("strike", "Restore", `Restore no. ${number}`, () => on.strike(id))
    : button("strike", "Strike out", `Strike out no. ${number}`, () => on.strike(id));
  const speaker = button("edit", "Speaker …", `Correct the speaker of no. ${number}`, () => on.edit(id));
  const buttons = struck ? [strike] : [copy, strike, speaker];
  return [el("div", { class: "actions" }, ...buttons), ...(editing === id ? [speakerForm(each, number, on)] : [])];
}

function speakerForm({ id, speaker }, number, on) {
  const box = el("input", { id: "new-speaker", value: speaker?.name ?? "", list: "speaker-names", autocomplete: "off" });
  return el(
    "form",
    {
      class: "renaming",
      onsubmit: (event) => {
        event.preventDefault();
        on.rename(id, box.value.trim());
      },
      onkeydown: (event) => {
        if (event.key === "Escape") on.edit(null);
      },
    },
    el("label", { for: "new-speaker" }, `Speaker of no. ${number}`, el("span", { class: "hint" }, " empty: nobody")),
    box,
    el("div", { class: "actions" }, el("button", { type: "submit" }, "Set"), el("button", { type: "button", onclick: () => on.edit(null) }, "Cancel")),
  );
}

/** Move the focus to a button of a record, or to its form. */
export function focusOn(id, action) {
  const record = document.querySelector(`.record[data-id="${CSS.escape(id)}"]`);
  const target = action === "form" ? record?.querySelector("#new-speaker") : record?.querySelector(`[data-action=${action}]`);
  (target ?? $("records-title")).focus();
  target?.select?.();
}

/** Say how many corrections there are, and offer the names of all speakers. */
export function drawCorrections(corrections, speakers) {
  const { struck, renamed } = corrections;
  const parts = [
    struck.size && `${plural(struck.size, "record")} struck out`,
    renamed.size && `${plural(renamed.size, "speaker")} corrected`,
  ].filter(Boolean);
  $("corrections").hidden = !isCorrected(corrections);
  $("corrections-said").textContent = `${parts.join(", ")}. Copies and downloads follow; the link and the curl command do not. Nothing is stored.`;
  $("speaker-names").replaceChildren(...speakers.map(({ name }) => el("option", { value: name })));
}
