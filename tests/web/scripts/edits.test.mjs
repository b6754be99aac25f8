// A text that is edited after it was read: the result, copies and downloads are old.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, openPage } from "./page_dom.mjs";

const { emoji, golden } = CANNED;
const notes = (page, result) => page.all(`${result} .old-note`).map(({ hidden }) => hidden);

test("an edit marks the result and the export, and undoing it takes the marks away", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  const fresh = notes(page, "#result");
  page.type(`${emoji.text} More.`);
  const edited = notes(page, "#result");
  page.type(emoji.text);

  assert.deepEqual([fresh, edited, notes(page, "#result")], [[true, true], [false, false], [true, true]]);
  assert.match(page.one("#status").textContent, /text before/);
});

for (const [name, edit] of [
  ["another format", (page) => {
    page.one("#input-format").value = "html";
    page.fire("#input-format", "change");
  }],
  ["a paste of HTML", (page) => {
    const clipboardData = { getData: (type) => (type === "text/html" ? "<p>New" : "New") };
    page.one("#text").select();
    page.fire("#text", "paste", { clipboardData });
  }],
]) {
  test(`${name} is an edit`, async () => {
    const page = await openPage();
    await page.read(emoji.text);
    edit(page);

    assert.ok(page.one("#result").classList.contains("old"));
  });
}

test("copies and downloads of an edited text say that they are old", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.download();
  page.type("Other words.");
  await page.copy("[data-copy=json]");
  const copied = page.one("#status").textContent;
  await page.download();

  assert.equal(copied, "Copied, from the text before the change.");
  assert.deepEqual(page.saved.map(({ name }) => /before-change/.test(name)), [false, true]);
});

test("another text is new", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.type("Other words.");
  await page.read(golden.text);

  assert.deepEqual(notes(page, "#result"), [true, true]);
});

test("an edit of a draft or a source marks the findings", async () => {
  const page = await openPage();
  page.type(emoji.text, "#draft");
  page.type("“The ferry is late,” she told us.\n", "#source-1");
  page.one("#check-form").requestSubmit();
  await page.settle();
  const fresh = notes(page, "#check-result");
  page.type("“The ferry is early,” she told us.\n", "#source-1");

  assert.deepEqual([fresh, notes(page, "#check-result")], [[true], [false]]);
});
