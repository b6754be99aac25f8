// Files and texts that are dropped on the page.

import { formatOf } from "./paste.js";

/** Give what is dropped on the page to `take(text, format)`, or its problem to `complain`. */
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
  if (!file) return take(event.dataTransfer.getData("text/plain"));
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return complain({ title: "Not a text file", detail: `${file.name} is not UTF-8 text.` });
  }
  take(text, formatOf(file.name));
}
