// Copies to the clipboard, and says on the button that it did.

const MILLISECONDS = 1500;

/** Write `text`, and `html` beside it if there is some; throws where the browser denies it. */
export async function write({ text, html }) {
  if (html === undefined) return navigator.clipboard.writeText(text);
  const part = (words, type) => new Blob([words], { type });
  const item = { "text/plain": part(text, "text/plain"), "text/html": part(html, "text/html") };
  return navigator.clipboard.write([new ClipboardItem(item)]);
}

/** Copy what a button offers; return whether the browser allowed it. */
export async function copyFor(button, words) {
  try {
    await write(words);
  } catch {
    return false;
  }
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), MILLISECONDS);
  return true;
}
