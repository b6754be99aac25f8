// Quotations that are copied with their speaker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CANNED, WEB, openPage } from "./page_dom.mjs";

const { quotationOf } = await import(new URL("output/quotation.js", WEB));
const SPEAKERS = [{ id: "s1", role: "mayor" }, { id: "s2", role: null }];
const HOLM = { id: "s1", name: "Ida Holm" };
const BASE = { type: "direct", kind: "speech", negated: false, content: [{ text: "“It is late,”" }], cue: { text: "said" }, speaker: HOLM, outlet: null };

for (const [name, changes, copied] of [
  ["direct words", {}, "“It is late,”\n— Ida Holm, mayor"],
  ["words of two spans", { content: [{ text: "“It” " }, { text: "“is.”" }] }, "“It”  … “is.”\n— Ida Holm, mayor"],
  ["words of an outlet", { outlet: { name: "Daily Ferry" } }, "“It is late,”\n— Ida Holm, mayor, via Daily Ferry"],
  ["an outlet that speaks", { speaker: { id: "s2", name: "Daily Ferry" }, outlet: { name: "Daily Ferry" } }, "“It is late,”\n— Daily Ferry"],
  ["a speaker without a role", { speaker: { id: "s2", name: "Paul" } }, "“It is late,”\n— Paul"],
  ["no speaker", { speaker: null }, "“It is late,”\n— unknown speaker"],
  ["words partly in marks", { type: "mixed" }, "“It is late,”\n— Ida Holm, mayor (partly verbatim)"],
  ["words of the article", { type: "indirect", content: [{ text: "that it was late" }] }, "that it was late\n— Ida Holm, mayor (not verbatim)"],
  ["a type of a later version", { type: "sung" }, "“It is late,”\n— Ida Holm, mayor (not verbatim)"],
  ["a thought", { type: "indirect", kind: "thought" }, "“It is late,”\n— Ida Holm, mayor (not verbatim; a thought)"],
  ["what was not said", { negated: true, cue: { text: "did not say" } }, "“It is late,”\n— Ida Holm, mayor (negated: “did not say”)"],
]) {
  test(`${name} with their speaker`, () => {
    assert.equal(quotationOf({ ...BASE, ...changes }, SPEAKERS), copied);
  });
}

test("each record has a button that copies it", async () => {
  const page = await openPage();
  await page.read(CANNED.emoji.text);
  const names = page.all("[data-action=copy]").map((each) => each.getAttribute("aria-label"));
  const { text } = await page.copy("[data-id=a1] [data-action=copy]");

  assert.deepEqual(names, [1, 2, 3].map((number) => `Copy no. ${number} with its speaker`));
  assert.equal(text, "“The 🚋 is late,”\n— Ida Holm, mayor, via Daily Ferry");
  assert.equal(page.one("#status").textContent, "Copied.");
});

test("a refusal of the browser is a problem", async () => {
  const page = await openPage();
  await page.read(CANNED.emoji.text);
  page.clipboard.writeText = async () => { throw new Error("denied"); };
  await page.click("[data-action=copy]");

  assert.equal(page.one("#problem strong").textContent, "Not copied");
});
