// What the page shows of an article, of its speakers, and of refusals.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, WEB, openPage } from "./page_dom.mjs";

const { readMarkup } = await import(new URL("result/markup.js", WEB));
const { segments } = await import(new URL("model.js", WEB));
const { emoji, problems } = CANNED;
const shown = (page) => page.all(".chip").map(({ dataset }) => dataset.id);

test("what the article tells of a speaker is below the name", async () => {
  const page = await openPage();
  await page.read(emoji.text);

  assert.deepEqual(page.texts("#speakers .role"), ["mayor · City of Holm · she · anonymous"]);
});

test("who is quoted is in tables with captions", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  const rows = page.all("#quoted tbody tr").map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join(" "));

  assert.deepEqual(page.texts("#quoted caption"), [
    "People by gender, as the article tells it",
    "All speakers by class",
    "All speakers by type",
    "Sources without a name",
  ]);
  assert.deepEqual(rows.slice(0, 2), ["female 1 2 8 100%", "not told 1 0 0 0%"]);
});

test("markup in an article stays text, and nested words lie in their parent", async () => {
  const page = await openPage();
  await page.read(emoji.text);

  assert.equal(page.all("#reading b").length, 0);
  assert.deepEqual(page.texts(".content[data-ids=a2] .content[data-ids=a3]"), ["“<b>more</b> trams”"]);
});

test("a segment has the marks that cover it, the outermost first", () => {
  const text = "0123456789";
  const record = (id, start, end, cue = null) => ({ id, content: [{ start, end }], cue, source: null, outlet: null, addressee: null });
  const records = [record("a", 0, 8, { start: 8, end: 10 }), record("b", 0, 4), record("c", 2, 8), record("d", 2, 4)];
  const marks = segments(text, records).map((each) => [each.text, each.ranges.map(({ id }) => id).join("")]);

  assert.deepEqual(marks, [["01", "ab"], ["23", "abcd"], ["4567", "ac"], ["89", "a"]]);
});

for (const [kind, entity, ids] of [["speaker", "s2", ["a2"]], ["outlet", "o1", ["a1"]]]) {
  test(`a ${kind} is a switch that filters the text`, async () => {
    const page = await openPage();
    await page.read(emoji.text);
    await page.click(`[data-entity=${entity}]`);
    const chosen = shown(page);
    const pressed = page.one(`[data-entity=${entity}]`).getAttribute("aria-pressed");
    const summary = page.one("#summary").textContent;
    await page.click(`[data-entity=${entity}]`);

    assert.deepEqual([chosen, pressed, shown(page)], [ids, "true", ["a1", "a2", "a3"]]);
    assert.match(summary, /; 1 shown$/);
  });
}

test("type and confidence filter the text, the JSON and the curl command", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("#types input[value=direct]");
  const types = shown(page);
  page.one("#confidence").value = 50;
  page.fire("#confidence", "input");
  const json = JSON.parse(page.one("#json").textContent);

  assert.deepEqual(types, ["a2", "a3"]);
  assert.deepEqual(json.attributions.map(({ id }) => id), ["a2"]);
  assert.deepEqual(json.speakers.map(({ id }) => id), ["s2"]);
  assert.match(page.one("#curl").textContent, /"types":\["mixed","indirect"\],"min_confidence":0\.5/);
});

for (const [name, text, gaps] of [
  ["a line break between long lines is a gap", `${"Long line. ".repeat(12)}\nNext.\n\nLast.\n`, 1],
  ["a hard-wrapped text has no gap", "A line that was cut\nat its seventieth character.\n", 0],
]) {
  test(name, async () => {
    const page = await openPage();
    await page.read(text);

    assert.equal(page.all("#reading .gap").length, gaps);
    assert.equal(page.one("#reading").textContent, text);
  });
}

test("the time, the version and the models are shown", async () => {
  const page = await openPage();
  await page.read(emoji.text);

  assert.match(page.one("#took").textContent, /^\d+\.\d s, Whosaid [\d.]+, models “fake”$/);
});

test("a sample is filled in and read", async () => {
  const page = await openPage();
  await page.click(".samples button");

  assert.match(page.one("#text").value, /mayor Ida Holm said on Tuesday/);
  assert.equal(page.sent[0].text, page.one("#text").value);
  assert.equal(page.one("#result").hidden, false);
});

for (const [name, title, detail] of [
  ["long", "Text too long", /the limit is 5,?000/i],
  ["empty", "Empty text", /no letter or digit/],
  ["busy", "Service overloaded", /Try again in 7 s\./],
]) {
  test(`a refusal shows its title and detail, and goes away with the next answer: ${name}`, async () => {
    const { text, status, body, wait } = problems[name];
    const page = await openPage();
    page.answer = () => Response.json(body, { status, headers: { "Retry-After": wait } });
    await page.read(text);
    const box = page.one("#problem").textContent;
    page.answer = null;
    await page.read(emoji.text);

    assert.ok(box.startsWith(title), box);
    assert.match(box, detail);
    assert.equal(page.one("#problem").textContent, "");
    assert.equal(page.one("#progress").hidden, true);
  });
}

test("the words of a paste alone are a choice away; later plain pastes are plain", async () => {
  const page = await openPage();
  const paste = (html, plain) => {
    const clipboardData = { getData: (type) => (type === "text/html" ? html : plain) };
    page.one("#text").select();
    const event = Object.assign(new page.window.Event("paste", { cancelable: true }), { clipboardData });
    if (page.one("#text").dispatchEvent(event)) page.one("#text").value = plain;
  };
  paste("<p>One</p>", "One");
  const kept = page.one("#text").value;
  page.one("#input-format").value = "text";
  page.fire("#input-format", "change");
  const words = page.one("#text").value;
  paste("<p>One</p>", "One");
  paste("", "Two");

  assert.deepEqual([kept, words, page.one("#text").value], ["<p>One</p>", "One", "Two"]);
  assert.equal(page.one("#input-format").value, "text");
});

for (const unit of ['<a ="', "<!--", "<![CDATA[", "<", "<a b='", "&#", "<p "]) {
  test(`HTML of ${unit} alone is read in time`, () => {
    const begun = performance.now();
    readMarkup(unit.repeat(40_000), []);

    assert.ok(performance.now() - begun < 5_000);
  });
}
