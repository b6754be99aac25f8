// The records as a table: on the page, in the clipboard, as a file for word processors.
import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { test } from "node:test";
import { CANNED, WEB, openPage } from "./page_dom.mjs";

const { copyOfTable, documentOf } = await import(new URL("output/table.js", WEB));
const { emoji } = CANNED;
const HEAD = ["No.", "Speaker", "Role", "Words", "Type", "Remarks", "Cue", "To", "Outlet", "Confidence"];
const ROWS = [
  ["1", "Ida Holm", "mayor", "“The 🚋 is late,”", "direct", "", "told", "the Daily Ferry", "Daily Ferry", "97%"],
  ["2", "Paul Orsten", "", "that Holm had promised “<b>more</b> trams”", "mixed", "partly verbatim", "said", "", "", "90%"],
  ["3", "Ida Holm", "mayor", "“<b>more</b> trams”", "indirect", "not verbatim", "had promised", "", "", "40%"],
];

const cellsOf = (root) => [...root.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent));

test("the table has a row for each record", async () => {
  const page = await openPage();
  await page.read(emoji.text);

  assert.deepEqual(cellsOf(page.one("#table")), [HEAD, ...ROWS]);
  assert.equal(page.one("#table caption").textContent, "3 records");
  assert.equal(page.all("#table b").length, 0);
});

test("the table has what is shown: filters, chosen speakers and corrections", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-entity=s1]");
  await page.click("[data-id=a3] [data-action=strike]");

  assert.deepEqual(cellsOf(page.one("#table")), [HEAD, ROWS[0]]);
  assert.equal(page.one("#table caption").textContent, "1 of 3 records");
});

test("the table is copied as HTML and as text with tabs, without markup of the article", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  const { text, html } = await page.copy("[data-copy=table]");
  const { document } = new JSDOM(html).window;

  assert.deepEqual(cellsOf(document), [HEAD, ...ROWS]);
  assert.equal(document.querySelectorAll("table").length, 1);
  assert.deepEqual([...new Set([...document.querySelectorAll("body *")].map(({ localName }) => localName))].sort(),
    ["caption", "table", "tbody", "td", "th", "thead", "tr"]);
  assert.deepEqual(text.trimEnd().split("\n").map((line) => line.split("\t")), [HEAD, ...ROWS]);
});

test("no cell is a formula of a spreadsheet", () => {
  const { html, text } = copyOfTable([["1", "=cmd()", "@x", "-1", "+1"]], "1 record");

  assert.deepEqual(cellsOf(new JSDOM(html).window.document)[1], ["1", "'=cmd()", "'@x", "'-1", "'+1"]);
  assert.match(text, /1\t'=cmd\(\)\t'@x\t'-1\t'\+1\n/);
});

test("a hostile article cannot leave its cells", () => {
  const hostile = "</td></table><script>alert(1)</script>";
  const file = documentOf([[hostile]], { title: hostile, caption: hostile, notes: [hostile] });
  const { document } = new JSDOM(file).window;

  assert.equal(document.querySelector("script"), null);
  assert.equal(document.title, hostile);
  assert.deepEqual([...document.querySelectorAll("h1, caption, tbody th, p")].map(({ textContent }) => textContent), Array(4).fill(hostile));
});

test("the file for word processors is a whole document that says how it was made", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-id=a3] [data-action=strike]");
  const { blob, name } = await page.download("html");
  const { document } = new JSDOM(await blob.text()).window;

  assert.match(name, /-corrected\.html$/);
  assert.equal(blob.type, "text/html");
  assert.deepEqual(cellsOf(document), [HEAD, ROWS[0], [...ROWS[1]]]);
  assert.match(document.title, /^Attributions in “👩‍👩‍👧 “The 🚋 is late,” Ida Holm/);
  assert.match(document.body.lastElementChild.textContent, /Corrected by hand/);
  assert.equal(document.querySelector("meta").getAttribute("charset"), "utf-8");
});

test("JSON is downloaded as it is shown, without a request", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  const { blob } = await page.download("json");

  assert.equal(await blob.text(), `${page.one("#json").textContent}\n`);
  assert.equal(page.sent.length, 1);
});
