// The colours of speakers: twenty in each scheme, legible, no two alike.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { WEB } from "./page_dom.mjs";

const { COLOURS, displayLookup } = await import(new URL("result/looks.js", WEB));
const [light, dark] = (await readFile(new URL("palette.css", WEB), "utf8")).split("@media").map(rulesOf);
const style = (await readFile(new URL("style.css", WEB), "utf8")).split("@media");
/** The least distance in OKLab; 0.02 is just noticed. */
const LEAST = 0.055;
const AA = 4.5;

function rulesOf(css) {
  const rules = css.matchAll(/\.(c\w+) \{ --line: (#\w{6}); --tint: (#\w{6}); \}/g);
  return new Map([...rules].map(([, name, line, tint]) => [name, { line, tint }]));
}

const named = (css, name) => css.match(new RegExp(`--${name}: (#\\w+)`))[1];
const linear = (hex) =>
  hex.match(/[0-9a-f]{2}/g).map((two) => Number.parseInt(two, 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));

function contrast(one, other) {
  const [low, high] = [one, other].map((hex) => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  }).sort((a, b) => a - b);
  return high / low;
}

/** OKLab (Ottosson 2020). */
function oklab(hex) {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

for (const [scheme, rules, css] of [["light", light, style[0]], ["dark", dark, style[1]]]) {
  test(`twenty colours that differ, and a grey: ${scheme}`, () => {
    const lines = [...rules].filter(([name]) => name !== "cx").map(([name, { line }]) => [name, oklab(line)]);
    const alike = lines.flatMap(([one, a], n) =>
      lines.slice(n + 1).filter(([, b]) => Math.hypot(...a.map((value, at) => value - b[at])) < LEAST).map(([other]) => [one, other]),
    );

    assert.deepEqual([...rules.keys()], [...Array.from({ length: 20 }, (_, n) => `c${n}`), "cx"]);
    assert.deepEqual(alike, []);
  });

  test(`words and labels are legible in every colour: ${scheme}`, () => {
    const [sheet, ink] = [named(css, "sheet"), named(css, "ink")];
    const faint = [...rules].filter(([, { line, tint }]) => [[line, tint], [line, sheet], [ink, tint]].some(([a, b]) => contrast(a, b) < AA));

    assert.deepEqual(faint, []);
  });
}

test("colours do not repeat before twenty speakers", () => {
  const speakers = Array.from({ length: 21 }, (_, n) => ({ id: `s${n}`, name: `Speaker ${n}` }));
  const look = displayLookup({ attributions: [], speakers, outlets: [] });
  const colours = speakers.map(({ id }) => look(id).colour);

  assert.equal(COLOURS, 20);
  assert.equal(new Set(colours.slice(0, 20)).size, 20);
  assert.equal(colours[20], colours[0]);
});
