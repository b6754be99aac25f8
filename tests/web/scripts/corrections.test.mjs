// Records that are struck out and speakers that are corrected: JSON, exports, the list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, WEB, openPage, problem } from "./page_dom.mjs";

const { correct, noCorrections } = await import(new URL("corrections/corrections.js", WEB));
const { correctExport } = await import(new URL("corrections/corrected_exports.js", WEB));
const { emoji, corrections: { cases } } = CANNED;
const FORMATS = ["csv", "web-annotation", "schema-org", "ninjs", "citron", "brat", "text"];

/** A file in a form in which order of numbers and keys does not count. */
function comparable(format, file, renamed) {
  if (format === "csv" || format === "text") return file;
  if (format === "brat") return resolved(file);
  const document = JSON.parse(file);
  if (format === "citron") {
    for (const quote of document.quotes) if (quote.id in renamed) quote.coreferences = [];
  }
  return document;
}

/** The events and relations of a file of brat, with the words in place of the numbers. */
function resolved(file) {
  const lines = file.split("\n").filter(Boolean).map((line) => line.split("\t"));
  const places = new Map(lines.filter(([id]) => id[0] === "T").map(([id, ...rest]) => [id, rest.join()]));
  const numbers = new Map(lines.filter(([id]) => id[0] === "E").map(([id], n) => [id, `event ${n}`]));
  const words = (text) => text.replace(/\bT\d+\b/g, (id) => places.get(id)).replace(/\bE\d+\b/g, (id) => numbers.get(id));
  return { places: [...places.values()].sort(), rest: lines.filter(([id]) => id[0] !== "T").map(([id, what, ...rest]) => [id[0], words(what), ...rest]) };
}

for (const { name, struck, renamed, response, before, after } of cases) {
  for (const format of FORMATS) {
    test(`${format} of corrected records is what the service would write: ${name}`, () => {
      const corrected = correct(response, { struck: new Set(struck), renamed: new Map(Object.entries(renamed)) });
      const file = correctExport(format, before[format], { found: response, corrected });

      assert.deepEqual(comparable(format, file, renamed), comparable(format, after[format], renamed));
    });
  }
}

for (const format of FORMATS.slice(0, -1)) {
  test(`${format} with other records than those of the page is refused`, () => {
    const { response, before } = cases[0];
    const found = { ...response, attributions: response.attributions.slice(1) };

    assert.throws(() => correctExport(format, before[format], { found, corrected: found }), { title: "Not corrected" });
  });
}

const [A1, A2] = emoji.response.attributions;

test("no correction changes nothing", () => {
  assert.equal(correct(emoji.response, noCorrections()), emoji.response);
});

test("the response says what was corrected by hand", () => {
  const { warnings } = correct(emoji.response, { struck: new Set(["a3"]), renamed: new Map([["a1", "Kari Ny"], ["a2", null]]) });

  assert.deepEqual(warnings.at(-1), {
    code: "corrected",
    detail: "Corrected by hand on the page: struck out: a3; the speaker of a1 is “Kari Ny”, was “Ida Holm”; the speaker of a2 is nobody, was “Paul Orsten”.",
    spans: [],
  });
});

test("a speaker who is new has the fields of the others", () => {
  const { speakers } = correct(emoji.response, { struck: new Set(), renamed: new Map([["a2", "Kari Ny"]]) });
  const added = speakers.find(({ name }) => name === "Kari Ny");

  assert.deepEqual(Object.keys(added).sort(), Object.keys(emoji.response.speakers[0]).sort());
  assert.equal(added.id, "s3");
});

test("records and words of speakers follow the corrections", () => {
  const response = { ...emoji.response, attributions: [A1, { ...A2, parent: null }] };
  const { speakers } = correct(response, { struck: new Set(), renamed: new Map([["a2", "Ida Holm"]]) });

  assert.deepEqual(speakers.map(({ id, records, words }) => [id, records, words]), [["s1", 2, { direct: 7, indirect: 4 }]]);
});

// ---- on the page

test("a record that is struck out leaves the text, the numbers, JSON and CSV", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-id=a2] [data-action=strike]");
  const { blob, name } = await page.download("csv");
  const json = JSON.parse(page.one("#json").textContent);

  assert.deepEqual(page.all(".chip").map(({ dataset }) => dataset.id), ["a1", "a3"]);
  assert.deepEqual(page.all(".record").map(({ dataset }) => dataset.id), ["a1", "a2", "a3"]);
  assert.match(page.one(".record.struck .facts").textContent, /^no. 2 · struck out/);
  assert.equal(page.one("#summary").textContent, "2 attributions, 1 speaker, 1 outlet");
  assert.deepEqual(json.attributions.map(({ id, parent }) => [id, parent]), [["a1", null], ["a3", null]]);
  assert.deepEqual((await blob.text()).trim().split("\r\n").map((row) => row.split(",")[1]), ["id", "a1", "a3"]);
  assert.match(name, /-corrected\.csv$/);
  assert.match(page.one("#corrections").textContent, /^1 record struck out\./);
});

test("a record can be restored, and the focus stays on its button", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-id=a2] [data-action=strike]");
  const restore = page.window.document.activeElement;
  restore.click();

  assert.equal(restore.getAttribute("aria-label"), "Restore no. 2");
  assert.equal(page.window.document.activeElement.getAttribute("aria-label"), "Strike out no. 2");
  assert.equal(page.all(".chip").length, 3);
  assert.equal(page.one("#corrections").hidden, true);
});

async function rename(page, id, name) {
  await page.click(`[data-id=${id}] [data-action=edit]`);
  page.one("#new-speaker").value = name;
  page.one(".renaming").requestSubmit();
}

for (const [name, given, speakers, shown] of [
  ["of the article", "Paul Orsten", ["Paul Orsten", "Ida Holm"], "Paul Orsten"],
  ["who is new", " Kari Ny ", ["Ida Holm", "Paul Orsten", "Kari Ny"], "Kari Ny"],
  ["of nobody", "", ["Ida Holm", "Paul Orsten"], "Unknown speaker"],
]) {
  test(`a speaker can be corrected to one ${name}`, async () => {
    const page = await openPage();
    await page.read(emoji.text);
    await rename(page, "a1", given);
    const json = JSON.parse(page.one("#json").textContent);

    assert.deepEqual(new Set(json.speakers.map((each) => each.name)), new Set(speakers));
    assert.equal(page.one("[data-id=a1] .who").textContent, shown);
    assert.equal(page.window.document.activeElement.getAttribute("aria-label"), "Correct the speaker of no. 1");
    assert.match(page.one("#corrections").textContent, /^1 speaker corrected\./);
  });
}

test("a corrected speaker is in a download, a copy, the filters and who is quoted", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await rename(page, "a1", "Kari Ny");
  const { blob } = await page.download("ninjs");
  const { text } = await page.copy("[data-id=a1] [data-action=copy]");
  await page.click("[data-entity=s3]");

  assert.equal(JSON.parse(await blob.text()).associations[0].by, "Kari Ny");
  assert.match(text, /— Kari Ny, via Daily Ferry$/);
  assert.deepEqual(page.all(".chip").map(({ dataset }) => dataset.id), ["a1"]);
  assert.deepEqual(page.all(".record").map(({ dataset }) => dataset.id), ["a1"]);
  assert.match(page.one("#quoted").textContent, /unknown/);
});

test("the form offers the speakers; Escape leaves it, and an unchanged name is no correction", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-id=a2] [data-action=edit]");
  const box = page.window.document.activeElement;
  page.fire("#new-speaker", "keydown", { key: "Escape" });
  const left = page.window.document.activeElement;
  await rename(page, "a2", "Paul Orsten");

  assert.equal(box.id, "new-speaker");
  assert.deepEqual(page.all("#speaker-names option").map(({ value }) => value), ["Ida Holm", "Paul Orsten"]);
  assert.equal(left.getAttribute("aria-label"), "Correct the speaker of no. 2");
  assert.equal(page.one("#corrections").hidden, true);
});

test("corrections can be undone, and another text has none", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  const fresh = page.one("#json").textContent;
  await page.click("[data-id=a2] [data-action=strike]");
  await rename(page, "a1", "Kari Ny");
  await page.click("#undo-corrections");
  const undone = page.one("#json").textContent;
  await page.click("[data-id=a2] [data-action=strike]");
  await page.read(emoji.text);

  assert.equal(undone, fresh);
  assert.equal(page.one("#json").textContent, fresh);
  assert.equal(page.window.localStorage.length + page.window.sessionStorage.length, 0);
});

test("a download is of the corrections at its start", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-id=a2] [data-action=strike]");
  const file = page.download("csv");
  page.one("[data-id=a1] [data-action=strike]").click();
  const { blob } = await file;

  assert.deepEqual((await blob.text()).trim().split("\r\n").map((row) => row.split(",")[1]), ["id", "a1", "a3"]);
});

test("corrections of what the service no longer finds are a problem, not a file", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.click("[data-id=a1] [data-action=strike]");
  page.answer = (path) => (path.startsWith("v1/exports") ? new Response(CANNED.golden.exports.csv) : problem(500, "", ""));
  page.one("#format").value = "csv";
  page.one("#download").click();
  await page.until(() => page.one("#problem").textContent);

  assert.equal(page.one("#problem strong").textContent, "Not corrected");
  assert.equal(page.saved.length, 0);
});
