// Files and texts that are dropped on the page.

import { decodeText } from "./decode.js";
import { formatOf } from "./paste.js";

/**
 * Give what is dropped on the page to `take(text, format, { note })`, or its problem to
 * `complain`; `note` is what to say of the file, if anything.
 */
export function listenToDrops({ take, complain }) {
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget) document.body.classList.remove("dragging");
  });
  addEventListener("drop", (event) => drop(event, { take, complain }));
}

async function drop(event, { take, complain }) {
  event.preventDefault();
  document.body.classList.remove("dragging");
  const [file] = event.dataTransfer.files;
  if (!file) return take(event.dataTransfer.getData("text/plain"), "text", {});
  const found = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (!found) return complain({ title: "Not a text file", detail: `${file.name} is not text in UTF-8, UTF-16 or Windows-1252.` });
  const note = found.encoding && `${file.name} was read as ${found.encoding}. If letters with accents look wrong, save it as UTF-8.`;
  take(found.text, formatOf(file.name), { note });
}
