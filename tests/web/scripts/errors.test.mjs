// What an error leaves of the text before it, on both tabs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, openPage, problem } from "./page_dom.mjs";

const { emoji, golden } = CANNED;
const BUSY = () => problem(503, "Service overloaded", "All readers are busy.");
const PANELS = ["reading", "records", "speakers", "outlets", "quoted", "summary", "curl", "json"];

for (const [name, text, answer, title] of [
  ["a refusal", golden.text, BUSY, "Service overloaded"],
  ["an empty box", "  ", null, "No text"],
]) {
  test(`${name} clears what was found in the text before`, async () => {
    const page = await openPage();
    await page.read(emoji.text);
    page.answer = answer;
    await page.read(text);

    assert.equal(page.one("#problem strong").textContent, title);
    assert.equal(page.one("#result").hidden, true);
    assert.deepEqual(PANELS.filter((id) => page.one(`#${id}`).textContent), []);
  });
}

test("a failed download keeps what was found", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.answer = BUSY;
  await page.download();

  assert.equal(page.one("#problem strong").textContent, "Service overloaded");
  assert.equal(page.one("#result").hidden, false);
  assert.equal(page.saved.length, 0);
});

test("the link of a text leaves the address with it", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.copy("[data-copy=link]");
  const copied = page.window.location.href;
  await page.read(emoji.text);
  const again = page.window.location.href;
  await page.read(golden.text);

  assert.match(copied, /#.=/);
  assert.equal(again, copied);
  assert.equal(page.window.location.hash, "");
});

test("a failed check clears the findings before", async () => {
  const page = await openPage();
  page.type(emoji.text, "#draft");
  page.type("“The ferry is late,” she told us.\n", "#source-1");
  page.one("#check-form").requestSubmit();
  await page.settle();
  const found = page.all("#findings .record").length;
  page.type("", "#source-1");
  page.one("#check-form").requestSubmit();
  await page.settle();

  assert.ok(found);
  assert.equal(page.one("#check-problem strong").textContent, "A text is missing");
  assert.equal(page.one("#check-result").hidden, true);
  assert.equal(page.one("#findings").textContent + page.one("#draft-pane").textContent, "");
});
