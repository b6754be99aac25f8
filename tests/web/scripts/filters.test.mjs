// What is shown where nothing is found, and the filters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, openPage } from "./page_dom.mjs";

const { emoji, empty } = CANNED;

test("a text without attributions says so in every place", async () => {
  const page = await openPage();
  await page.read(empty.text);

  assert.equal(page.one("#summary").textContent, "No attribution found");
  assert.equal(page.one("#status").textContent, "Done. No attribution found.");
  assert.equal(page.one("#nothing").hidden, false);
  assert.deepEqual(page.texts("#records li"), ["No attribution was found."]);
});

test("filters that hide everything are not a text without attributions", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  for (const box of page.all("#types input")) box.click();

  assert.deepEqual(page.texts("#records li"), ["No attribution passes the filters."]);
  assert.equal(page.one("#nothing").hidden, true);
});
