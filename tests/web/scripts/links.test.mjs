// Links that hold a text: damage is noticed, length is warned of.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { test } from "node:test";
import { CANNED, WEB, openPage } from "./page_dom.mjs";

const { SAFE_LENGTH, fromFragment, isLink, toFragment } = await import(new URL("input/link.js", WEB));
const { emoji } = CANNED;
const WHOLE = await toFragment(emoji.text, "text");

for (const format of ["text", "html"]) {
  test(`a link keeps ${format} as it is`, async () => {
    assert.deepEqual(await fromFragment(await toFragment(`\ufeff${emoji.text}`, format)), { text: `\ufeff${emoji.text}`, format });
  });
}

test("links of an earlier version are read", async () => {
  const data = deflateRawSync(Buffer.from(emoji.text)).toString("base64url");

  assert.deepEqual(await fromFragment(`#z=${data}`), { text: emoji.text, format: "text" });
  assert.deepEqual(await fromFragment(`#h=${data}`), { text: emoji.text, format: "html" });
});

test("no changed character goes unnoticed", async () => {
  const read = [];
  for (let at = 3; at < WHOLE.length; at += 1) {
    const other = WHOLE[at] === "A" ? "B" : "A";
    const damaged = WHOLE.slice(0, at) + other + WHOLE.slice(at + 1);
    const found = await fromFragment(damaged);
    if (found && found.text !== emoji.text) read.push(at);
  }

  assert.deepEqual(read, []);
});

for (const [name, fragment] of [
  ["a link that was cut", WHOLE.slice(0, -9)],
  ["a link without its text", "#t="],
  ["a link with a full stop at its end", `${WHOLE}.`],
  ["a link of no base64", "#t=%%%"],
  ["an old link that was cut", "#z=AAAA"],
]) {
  test(`${name} says that it is damaged`, async () => {
    const page = await openPage(fragment);
    await page.until(() => page.one("#problem strong") || page.sent.length);

    assert.equal(page.one("#problem strong")?.textContent, "Damaged link");
    assert.equal(page.one("#text").value, "");
    assert.equal(page.sent.length, 0);
  });
}

for (const fragment of ["", "#reading", "#%C3%A9", "#t"]) {
  test(`${fragment || "no fragment"} is no link of a text`, async () => {
    const page = await openPage(fragment);

    assert.equal(isLink(fragment), false);
    assert.equal(page.one("#problem").textContent, "");
  });
}

test("a damaged link that is opened over a result clears it", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  page.window.location.hash = "#t=AAAA";
  await page.until(() => page.one("#problem strong"));

  assert.equal(page.one("#problem strong").textContent, "Damaged link");
  assert.equal(page.one("#result").hidden, true);
});

test("a long link warns, a short one does not", async () => {
  const page = await openPage();
  await page.read(emoji.text);
  await page.copy("[data-copy=link]");
  const short = page.one("#link-note").hidden;
  const words = Array.from({ length: 900 }, (_, n) => `w${(n * 7919) % 10007}`).join(" ");
  await page.read(words);
  const fresh = page.one("#link-note").hidden;
  await page.copy("[data-copy=link]");

  assert.deepEqual([short, fresh, page.one("#link-note").hidden], [true, true, false]);
  assert.match(page.one("#link-note").textContent, /has \d,\d{3} characters/);
  assert.ok(page.copied.at(-1).text.length > SAFE_LENGTH);
});
