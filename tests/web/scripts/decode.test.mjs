// Files in encodings other than UTF-8.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WEB, openPage } from "./page_dom.mjs";

const { decodeText } = await import(new URL("input/decode.js", WEB));
const SAID = "“It’s late,” said Zoë Müller – at the café.\n";
const LATIN = { "“": 0x93, "”": 0x94, "’": 0x92, "–": 0x96, "ë": 0xeb, "ü": 0xfc, "é": 0xe9, "ž": 0xbe };
const latin = (text) => Uint8Array.from(text, (c) => LATIN[c] ?? c.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);
const utf16 = (text) => new Uint8Array(Buffer.from(text, "utf16le"));
const swapped = (text) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
const cut = utf8(SAID.repeat(3)).slice(0, -3); // within "é"

for (const [name, bytes, text, encoding] of [
  ["UTF-8", utf8(SAID), SAID, null],
  ["UTF-8 with a mark", utf8(`\ufeff${SAID}`), SAID, null],
  ["nothing", new Uint8Array(), "", null],
  ["UTF-16 with a mark", utf16(`\ufeff${SAID}`), SAID, "UTF-16"],
  ["UTF-16, high bytes first", swapped(`\ufeff${SAID}`), SAID, "UTF-16"],
  ["UTF-16 without a mark", utf16(SAID), SAID, "UTF-16"],
  ["UTF-16 without a mark, high bytes first", swapped(SAID), SAID, "UTF-16"],
  ["Windows-1252", latin(SAID), SAID, "Windows-1252"],
  ["Windows-1252 with one accent", latin("Zoë said so."), "Zoë said so.", "Windows-1252"],
  ["UTF-8 that was cut", cut, `${SAID.repeat(3).slice(0, -3)}\ufffd`, "UTF-8 with 1 damaged character"],
  ["HTML that declares Latin 2", latin('<meta charset="iso-8859-2"><p>ž'), '<meta charset="iso-8859-2"><p>ž', "iso-8859-2"],
  ["HTML that declares UTF-8 and is not", latin('<meta charset="utf-8"><p>é'), '<meta charset="utf-8"><p>é', "Windows-1252"],
  ["HTML that declares nonsense", latin('<meta charset="nonsense"><p>é'), '<meta charset="nonsense"><p>é', "Windows-1252"],
]) {
  test(`${name} is read`, () => {
    assert.deepEqual(decodeText(bytes), { text, encoding });
  });
}

for (const [name, bytes] of [
  ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52]],
  ["its first bytes", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["zeros", [0, 0, 0, 0]],
  ["half of a UTF-16 character", [0xff, 0xfe, 0x3d, 0xd8]],
  ["a byte that Windows-1252 has not", [0x41, 0x81, 0x42]],
]) {
  test(`${name} is no text`, () => {
    assert.equal(decodeText(Uint8Array.from(bytes)), null);
  });
}

test("a dropped file is read, and the page says in which encoding", async () => {
  const page = await openPage();
  await page.drop(latin(SAID), "old.txt");
  const note = page.one("#file-note").textContent;
  await page.drop(utf8(SAID));

  assert.match(note, /^old\.txt was read as Windows-1252\./);
  assert.equal(page.one("#text").value, SAID);
  assert.equal(page.one("#file-note").hidden, true);
  assert.deepEqual(page.sent.map(({ text }) => text), [SAID, SAID]);
});

for (const [view, tab, box] of [["read", "#tab-read", "#problem"], ["check", "#tab-check", "#check-problem"]]) {
  test(`a file that is no text is refused by its name on the tab that is open: ${view}`, async () => {
    const page = await openPage();
    await page.click(tab);
    await page.drop([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "a.png");

    assert.match(page.one(box).textContent, /^Not a text filea\.png is not text/);
    assert.equal(page.one("#text").value + page.one("#draft").value, "");
  });
}

test("a dropped draft is not read as an article", async () => {
  const page = await openPage();
  await page.click("#tab-check");
  await page.drop(utf16(SAID), "draft.txt");

  assert.equal(page.one("#draft").value, SAID);
  assert.match(page.one("#draft-note").textContent, /UTF-16/);
  assert.equal(page.sent.length, 0);
});
