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

const THOUGHT = (path) => {
  const response = structuredClone(emoji.response);
  response.attributions[1].kind = "thought";
  response.attributions[2].kind = "gesture"; // a value that a later version may add
  return path === "v1/attributions" ? Response.json(response) : null;
};

test("the kind of a record is a switch: text, JSON, curl command and export follow it", async () => {
  const page = await openPage();
  page.answer = THOUGHT;
  await page.read(emoji.text);
  const all = page.all(".chip").length;
  await page.click("#kinds input[value=speech]");
  const shown = page.all(".chip").map(({ dataset }) => dataset.id);
  await page.download();

  assert.equal(all, 3);
  assert.deepEqual(shown, ["a2"]);
  assert.deepEqual(JSON.parse(page.one("#json").textContent).attributions.map(({ id }) => id), ["a2"]);
  assert.match(page.one("#curl").textContent, /"kinds":\["thought"\]/);
  assert.deepEqual(page.sent.at(-1).options, { kinds: ["thought"] });
});

test("resetting the filters switches every kind and type on", async () => {
  const page = await openPage();
  page.answer = THOUGHT;
  await page.read(emoji.text);
  await page.click("#kinds input[value=thought]");
  await page.click("#types input[value=direct]");
  await page.click("#reset");

  assert.equal(page.all(".chip").length, 3);
  assert.deepEqual(page.all(".switches input").map(({ checked }) => checked), [true, true, true, true, true]);
  assert.doesNotMatch(page.one("#curl").textContent, /kinds|types/);
});
