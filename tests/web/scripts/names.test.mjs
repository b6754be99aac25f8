// Names of downloaded files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, WEB, openPage } from "./page_dom.mjs";

const { fileName } = await import(new URL("output/names.js", WEB));
const { emoji, golden } = CANNED;
const FORMATS = ["web-annotation", "schema-org", "ninjs", "brat", "csv", "citron", "text", "html", "json"];

for (const [words, name] of [
  ["The Bridge is safe.\n\nMayor Ida Holm", /^the-bridge-is-safe-mayor-ida-holm-[0-9a-f]{8}\.csv$/],
  ["Ærø’s façade — “Ça va”", /^r-s-facade-ca-va-[0-9a-f]{8}\.csv$/],
  ["../../etc/passwd", /^etc-passwd-[0-9a-f]{8}\.csv$/],
  ["Новости дня", /^article-[0-9a-f]{8}\.csv$/],
  [`${"long ".repeat(30)}`, /^(long-){8}[0-9a-f]{8}\.csv$/],
  ["x".repeat(300), /^article-[0-9a-f]{8}\.csv$/],
]) {
  test(`a name of ${JSON.stringify(words.slice(0, 30))}`, () => {
    assert.match(fileName("csv", { text: words, words }), name);
  });
}

test("each format has a name of its own; brat's two files share all but the ending", () => {
  const names = FORMATS.map((format) => fileName(format, { text: "A text.", words: "A text." }));
  const [, , , ann, , , txt] = names;

  assert.equal(new Set(names).size, FORMATS.length);
  assert.equal(ann.replace(/ann$/, "txt"), txt);
});

test("articles that begin alike have different names", () => {
  const [one, other] = ["Same words. One.", "Same words. Two."];

  assert.notEqual(fileName("csv", { text: one, words: "Same" }), fileName("csv", { text: other, words: "Same" }));
});

test("downloads have the name of their article, format and filters", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.download("csv");
  await page.download("ninjs");
  await page.click("#types input[value=direct]");
  await page.download("csv");
  await page.click("#reset");
  await page.read(golden.text);
  await page.download("csv");
  const names = page.saved.map(({ name }) => name);

  assert.equal(new Set(names).size, 4);
  assert.match(names[0], /^the-is-late-ida-holm-told-the-daily-[0-9a-f]{8}\.csv$/);
  assert.match(names[2], /-filtered\.csv$/);
  assert.match(names[3], /^no-agreement-has-been-reached-so-far-at-[0-9a-f]{8}\.csv$/);
});

test("a table of chosen speakers is filtered", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-entity=s1]");
  const { name } = await page.download("html");

  assert.match(name, /-filtered\.html$/);
});
