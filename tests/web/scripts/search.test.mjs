// Search in the article.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, WEB, openPage } from "./page_dom.mjs";

const { findWords } = await import(new URL("result/search.js", WEB));
const { emoji } = CANNED;

for (const [name, text, words, found] of [
  ["any case", "Holm and holm", "HOLM", ["Holm", "holm"]],
  ["a straight mark for a curly one", "It’s “late”", "it's \"late\"", ["It’s “late”"]],
  ["a curly mark for a straight one", "It's", "it’s", ["It's"]],
  ["dashes", "late – very late", "late - very", ["late – very"]],
  ["a line break for a space", "the\n tram", "the tram", ["the\n tram"]],
  ["signs of a pattern as they are", "1.5 (*) a+b [x] \\d", "1.5 (*) A+B [x] \\d", ["1.5 (*) a+b [x] \\d"]],
  ["no pattern", "abc", ".", []],
  ["emoji", "a 🚋 b 🚋", "🚋", ["🚋", "🚋"]],
  ["nothing", "abc", "  ", []],
]) {
  test(`words are found: ${name}`, () => {
    assert.deepEqual(findWords(text, words).map(({ start, end }) => text.slice(start, end)), found);
  });
}

const matches = (page) => [...globalThis.CSS.highlights.get("found")].map(String);
const current = () => [...globalThis.CSS.highlights.get("found-now")].map(({ startOffset, startContainer }) => [startContainer, startOffset]);
const said = (page) => page.one("#search-said").textContent;

test("matches are highlighted across marks and beside the buttons of the text", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.type("holm had promised “<b>more", "#search-words");

  assert.deepEqual(matches(page), ["Holm ", "had promised", " ", "“<b>more"]);
  assert.equal(said(page), "Match 1 of 1: … Ferry. Paul Orsten said that Holm had promised “<b>more</b> trams”. It's 'fine' & …");
  assert.equal(page.one("#search-next").disabled, true);
});

test("Enter goes to the next match and round, with Shift to the one before", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.type("Holm", "#search-words");
  const places = [current()];
  for (const shiftKey of [false, false, true]) {
    page.fire("#search-words", "keydown", { key: "Enter", shiftKey });
    places.push(current());
  }
  const [first, second, third, fourth] = places;

  assert.equal(matches(page).length, 2);
  assert.notDeepEqual(first, second);
  assert.deepEqual([third, fourth], [first, second]);
  assert.match(said(page), /^Match 2 of 2/);
  assert.equal(page.scrolled, 1000 - 450);
});

test("a search without a match says so, Escape ends it", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.type("ferries", "#search-words");
  const none = said(page);
  page.fire("#search-words", "keydown", { key: "Escape" });

  assert.equal(none, "No match for “ferries”");
  assert.deepEqual([said(page), page.one("#search-words").value, matches(page).length], ["", "", 0]);
});

test("a search goes on after the text is drawn anew", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.type("Holm", "#search-words");
  await page.click("#search-next");
  await page.click("[data-entity=s2]");
  const [range] = globalThis.CSS.highlights.get("found-now");

  assert.match(said(page), /^Match 2 of 2/);
  assert.ok(page.one("#reading").contains(range.startContainer));
});
