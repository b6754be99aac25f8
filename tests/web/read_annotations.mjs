// Reads Web Annotation pages with two independent readers. Input: a JSON list of
// {text, page}. Output: a JSON list of the results for each.
//
// Apache Annotator resolves selectors, in code points as the standard requires;
// Recogito parses whole annotations, and counts UTF-16 units.
import { text as read } from "node:stream/consumers";
import { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } from "@apache-annotator/dom";
import { reviveAnnotation, W3CTextFormat } from "@recogito/text-annotator";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<main></main>");
for (const name of ["window", "document", "Node", "NodeFilter", "Range", "Element"]) {
  globalThis[name] = window[name];
}
const article = document.querySelector("main");

async function found(matches) {
  const ranges = [];
  for await (const range of matches) ranges.push([range.startOffset, range.toString()]);
  return ranges;
}

async function select({ selector: [position, quote] }) {
  return {
    exact: quote.exact,
    byPosition: await found(createTextPositionSelectorMatcher(position)(article)),
    byQuote: await found(createTextQuoteSelectorMatcher(quote)(article)),
  };
}

function parse(item) {
  const { parsed, error } = W3CTextFormat(item.target[0].source, article).parse(item);
  if (error) return { error: error.message };
  return {
    id: parsed.id,
    motivation: parsed.motivation,
    bodies: parsed.bodies.map(({ purpose, value, selector }) => [purpose, value ?? selector[1].exact]),
    quotes: parsed.target.selector.map(({ quote }) => quote),
    ranges: reviveAnnotation(parsed, article).target.selector.map(({ range }) => range.toString()),
  };
}

const answers = [];
for (const { text, page } of JSON.parse(await read(process.stdin))) {
  article.textContent = text;
  const places = page.items.flatMap(({ body, target }) => [...target, ...body]);
  const selected = [];
  for (const place of places.filter(({ selector }) => selector)) selected.push(await select(place));
  answers.push({ selected, annotations: page.items.map(parse) });
}
console.log(JSON.stringify(answers));
