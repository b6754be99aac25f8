// A box for a text with a choice of its format: a paste of HTML keeps its markup.

import { el } from "../dom.js";

const START = "<!--StartFragment-->";
const END = "<!--EndFragment-->";

/** The choice of a format for a box: `id` is that of the choice. */
export function formatChoice(id) {
  return el(
    "label",
    { class: "format", for: id },
    "Format ",
    el("select", { id }, el("option", { value: "text" }, "Plain text"), el("option", { value: "html" }, "HTML")),
  );
}

/** Keep the HTML of what is pasted into a box, and say so in its choice of a format. */
export function keepMarkup(box, choice, status) {
  let pasted = { html: null, plain: null };
  let chosen = true; // by the user, not by a paste
  box.addEventListener("paste", (event) => {
    const html = fragment(event.clipboardData.getData("text/html"));
    const whole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    if (!html && whole && !chosen) choice.value = "text";
    if (!html || !(whole || choice.value === "html")) return;
    event.preventDefault();
    chosen &&= choice.value === "html";
    box.setRangeText(html, box.selectionStart, box.selectionEnd, "end");
    pasted = { html: box.value, plain: event.clipboardData.getData("text/plain") };
    choice.value = "html";
    changed(box);
    status.textContent = "Pasted as HTML. Choose the format Plain text to keep only the words.";
  });
  choice.addEventListener("change", () => {
    chosen = true;
    const [from, to] = choice.value === "text" ? [pasted.html, pasted.plain] : [pasted.plain, pasted.html];
    if (from && to && box.value === from) {
      box.value = to;
      changed(box);
    }
  });
}

/** Tell the listeners of a box what no typing told them. */
const changed = (box) => box.dispatchEvent(new Event("input", { bubbles: true }));

/** What was selected, without what the system puts around it. */
function fragment(html) {
  const start = html.indexOf(START);
  const end = html.lastIndexOf(END);
  return start < 0 || end < start ? html : html.slice(start + START.length, end);
}

/** The format of a file by its name. */
export const formatOf = (name) => (/\.x?html?$/i.test(name) ? "html" : "text");

