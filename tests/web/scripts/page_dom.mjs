// The page in jsdom, with canned answers of the service. Chromium is for what jsdom has
// not: layout, colours, the clipboard's own formats, the security policy.
import { readFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { JSDOM, VirtualConsole } from "jsdom";

export const WEB = new URL("../../../service/web/", import.meta.url);
/** Texts by name, each with the answers of the service: see test_scripts.py. */
export const CANNED = JSON.parse(await readFile(process.env.CANNED, "utf8"));

const FROM_WINDOW = [
  "window", "document", "location", "history", "Node", "NodeFilter", "Element", "Range",
  "DocumentFragment", "Event", "KeyboardEvent",
];
let opened = 0;

/** Load each module of a page anew, as a browser does: they take the query of the first. */
registerHooks({
  resolve(name, context, next) {
    const found = next(name, context);
    const query = context.parentURL?.startsWith(WEB.href) ? new URL(context.parentURL).search : "";
    return query && !found.url.includes("?") ? { ...found, url: found.url + query } : found;
  },
});

/** Open the page anew; what it copies, downloads and asks is recorded. */
export async function openPage(fragment = "") {
  const html = await readFile(new URL("index.html", WEB), "utf8");
  const errors = [];
  const virtualConsole = new VirtualConsole().on("jsdomError", (error) => errors.push(error));
  const { window } = new JSDOM(html, { url: `http://localhost/${fragment}`, virtualConsole });
  const page = new Page(window, errors);
  for (const name of FROM_WINDOW) define(name, window[name]);
  define("addEventListener", window.addEventListener.bind(window));
  define("matchMedia", () => ({ matches: true }));
  define("CSS", { escape: (words) => words.replace(/\W/g, "\\$&"), highlights: new Map() });
  define("Highlight", Set);
  define("scrollBy", ({ top }) => { page.scrolled = top; });
  define("innerHeight", 900);
  define("navigator", { clipboard: page.clipboard });
  define("ClipboardItem", class { constructor(parts) { this.parts = parts; } });
  define("fetch", (path, options) => page.fetch(path, options));
  window.Element.prototype.scrollIntoView = function () { page.scrolled = this; };
  window.Range.prototype.getBoundingClientRect = () => ({ top: 1000 });
  window.HTMLAnchorElement.prototype.click = function () { page.saved.at(-1).name = this.download; };
  URL.createObjectURL = (blob) => page.saved.push({ blob }) && "blob:saved";
  URL.revokeObjectURL = () => {};
  opened += 1;
  await import(new URL(`app.js?${opened}`, WEB));
  await import(new URL(`check.js?${opened}`, WEB));
  await page.settle();
  return page;
}

const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

class Page {
  constructor(window, errors) {
    Object.assign(this, { window, errors, saved: [], copied: [], sent: [], answer: null, scrolled: null });
    this.clipboard = {
      writeText: async (text) => { this.copied.push({ text }); },
      write: async ([{ parts }]) => {
        this.copied.push({ text: await parts["text/plain"].text(), html: await parts["text/html"].text() });
      },
    };
  }

  one(selector) {
    return this.window.document.querySelector(selector);
  }

  all(selector) {
    return [...this.window.document.querySelectorAll(selector)];
  }

  texts(selector) {
    return this.all(selector).map((each) => each.textContent);
  }

  /** The canned answer, or what the test says in `answer`. */
  async fetch(path, { body } = {}) {
    const sent = JSON.parse(body);
    this.sent.push({ path, ...sent });
    const own = this.answer?.(path, sent);
    if (own) return own;
    const canned = Object.values(CANNED).find(({ text }) => text === (sent.text ?? sent.draft?.text));
    if (path.startsWith("v1/exports/")) return new Response(canned.exports[path.slice("v1/exports/".length)]);
    return Response.json(path === "v1/check" ? canned.check : (canned ?? CANNED.empty).response);
  }

  type(text, box = "#text") {
    this.one(box).value = text;
    this.fire(box, "input");
  }

  fire(selector, name, more = {}) {
    const event = new this.window.Event(name, { bubbles: true, cancelable: true });
    this.one(selector).dispatchEvent(Object.assign(event, more));
  }

  async submit() {
    this.one("#form").requestSubmit();
    await this.settle();
  }

  async read(text) {
    this.type(text);
    await this.submit();
  }

  async click(selector) {
    this.one(selector).click();
    await this.settle();
  }

  /** Drop a file of some bytes on the page. */
  async drop(bytes, name = "a.txt") {
    const dataTransfer = { files: [new File([new Uint8Array(bytes)], name)] };
    this.fire("body", "drop", { dataTransfer });
    await this.settle();
  }

  async until(condition) {
    for (const end = Date.now() + 60_000; !condition(); ) {
      if (Date.now() > end) throw new Error(`never true: ${condition}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Press a button that copies; return what is copied. */
  async copy(selector) {
    const before = this.copied.length;
    this.one(selector).click();
    await this.until(() => this.copied.length > before);
    await this.settle();
    return this.copied.at(-1);
  }

  /** Download in a format; return the file. */
  async download(format) {
    const before = this.saved.length;
    if (format) this.one("#format").value = format;
    this.one("#download").click();
    await this.until(() => this.saved.at(before)?.name || this.one("#problem").textContent);
    await this.settle();
    return this.saved[before];
  }

  /** Wait until neither a request nor a stream is under way. */
  async settle() {
    for (let calm = 0; calm < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      calm = this.one("[aria-busy]") ? 0 : calm + 1;
    }
  }
}

/** A problem as the service answers it. */
export const problem = (status, title, detail) =>
  Response.json({ title, detail, code: "test" }, { status });
