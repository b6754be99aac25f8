// Reads a page of Web Annotations with two readers that are not ours, and tells what
// they found. Input: one JSON object, {text, page}. Output: another.
//
// Apache Annotator finds places in a document by their selectors, in code points as the
// standard has it; Recogito reads whole annotations, and counts UTF-16 units.
import { text as read } from "node:stream/consumers";
import { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } from "@apache-annotator/dom";
import { reviveAnnotation, W3CTextFormat } from "@recogito/text-annotator";
import { JSDOM } from "jsdom";

const { text, page } = JSON.parse(await read(process.stdin));
const { window } = new JSDOM("<main></main>");
for (const name of ["window", "document", "Node", "NodeFilter", "Range", "Element"]) {
  globalThis[name] = window[name];
}
const article = document.querySelector("main");
article.textContent = text;

async function found(matches) {
  const ranges = [];
  for await (const range of matches) ranges.push([range.startOffset, range.toString()]);
  return ranges;
}

const places = page.items.flatMap(({ body, target }) => [...target, ...body]);
const selected = [];
for (const { selector } of places.filter((place) => place.selector)) {
  const [position, quote] = selector;
  selected.push({
    exact: quote.exact,
    byPosition: await found(createTextPositionSelectorMatcher(position)(article)),
    byQuote: await found(createTextQuoteSelectorMatcher(quote)(article)),
  });
}

const format = W3CTextFormat(page.items[0].target[0].source, article);
const annotations = page.items.map((item) => {
  const { parsed, error } = format.parse(item);
  if (error) return { error: error.message };
  return {
    id: parsed.id,
    motivation: parsed.motivation,
    bodies: parsed.bodies.map(({ purpose, value, selector }) => [purpose, value ?? selector[1].exact]),
    quotes: parsed.target.selector.map(({ quote }) => quote),
    ranges: reviveAnnotation(parsed, article).target.selector.map(({ range }) => range.toString()),
  };
});

console.log(JSON.stringify({ selected, annotations }));
