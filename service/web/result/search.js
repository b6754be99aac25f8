// Search in the article: matches are highlighted without a change of its elements.

import { $ } from "../dom.js";

const ALIKE = [/['’‘ʼ]/, /["“”„«»]/, /[-‐‑–—]/];
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;
const AROUND = 30;

/**
 * The places of words in a text, whatever their case. Straight and curly quotation marks
 * are alike, hyphens and dashes too, and any white space.
 */
export function findWords(text, words) {
  const parts = words.trim().split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const pattern = parts.map((part) => [...part].map(patternOf).join("")).join("\\s+");
  return [...text.matchAll(new RegExp(pattern, "giu"))].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

const patternOf = (character) => ALIKE.find((all) => all.test(character))?.source ?? character.replace(SYNTAX, "\\$&");

const search = { text: "", found: [], ranges: [], at: 0 };

/** Search in a text that was drawn, for the words in the box. */
export function searchIn(text) {
  if (text !== search.text) search.at = 0;
  search.text = text;
  search.found = findWords(text, $("search-words").value);
  search.ranges = rangesOf(search.found);
  search.at = Math.min(search.at, Math.max(0, search.found.length - 1));
  show();
}

/** The ranges of each match, one a text node: the buttons in the article are no part of it. */
function rangesOf(found) {
  const nodes = textNodes();
  let first = 0;
  return found.map(({ start, end }) => {
    while (nodes[first].end <= start) first += 1;
    const ranges = [];
    for (let at = first; at < nodes.length && nodes[at].start < end; at += 1) {
      const range = document.createRange();
      range.setStart(nodes[at].node, Math.max(0, start - nodes[at].start));
      range.setEnd(nodes[at].node, Math.min(nodes[at].end, end) - nodes[at].start);
      ranges.push(range);
    }
    return ranges;
  });
}

function textNodes() {
  const walker = document.createTreeWalker($("reading"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  let start = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".chip")) continue;
    nodes.push({ node, start, end: start + node.data.length });
    start += node.data.length;
  }
  return nodes;
}

function show() {
  const { text, found, ranges, at } = search;
  const words = $("search-words").value.trim();
  paint("found", ranges.flat());
  paint("found-now", ranges[at] ?? []);
  for (const id of ["search-previous", "search-next"]) $(id).disabled = found.length < 2;
  if (!found.length) {
    $("search-said").textContent = words && `No match for “${words}”`;
    return;
  }
  $("search-said").textContent = `Match ${at + 1} of ${found.length}: … ${around(text, found[at])} …`;
}

/** The words around a match, whole ones. */
function around(text, { start, end }) {
  const before = text.slice(Math.max(0, start - AROUND), start).replace(start > AROUND ? /^\S*\s/ : "", "");
  const after = text.slice(end, end + AROUND).replace(end + AROUND < text.length ? /\s\S*$/ : "", "");
  return `${before}${text.slice(start, end)}${after}`.replace(/\s+/g, " ").trim();
}

/** Highlight ranges, where the browser can. */
function paint(name, ranges) {
  if (!CSS.highlights) return;
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(name, highlight);
}

function move(steps) {
  const { length } = search.found;
  if (!length) return;
  search.at = (search.at + steps + length) % length;
  show();
  reveal();
}

function reveal() {
  const place = search.ranges[search.at]?.[0].getBoundingClientRect();
  if (place) scrollBy({ top: place.top - innerHeight / 2 });
}

/** Let the box, its buttons and keys search; Enter goes on, with Shift back. */
export function listenToSearch() {
  const box = $("search-words");
  box.addEventListener("input", () => {
    search.at = 0;
    searchIn(search.text);
    reveal();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      move(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Escape" && box.value) {
      box.value = "";
      searchIn(search.text);
    }
  });
  $("search-previous").addEventListener("click", () => move(-1));
  $("search-next").addEventListener("click", () => move(1));
}
