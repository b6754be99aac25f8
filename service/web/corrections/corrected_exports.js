// Exports of corrected records: the service makes a file of the text, since only it has all
// formats, and the corrections are made in that file. Each record has its id in it.

import { correctBrat } from "./brat.js";
import { escapeFormula, parseCsv, writeCsv } from "./csv.js";
import { checkIds } from "./exported_ids.js";

const LISTS = { person: "people", group: "people", organization: "organisations" };
const AGENTS = { person: "Person", organization: "Organization", group: "Organization" };

/**
 * A file of the service with corrections: `found` is the response that it is of, and
 * `corrected` the response that it shall be of. Throws a Problem if the file has other
 * records than `found`.
 */
export function correctExport(format, file, { found, corrected }) {
  const change = FORMATS[format];
  return change ? change(file, { found, corrected, records: byId(corrected.attributions) }) : file;
}

const byId = (all) => new Map(all.map((each) => [each.id, each]));

const inJson = (change) => (file, all) => {
  const document = JSON.parse(file);
  change(document, all);
  return JSON.stringify(document);
};

function csv(file, all) {
  const [head, ...rows] = parseCsv(file);
  const idOf = (row) => row[head.indexOf("id")];
  checkIds(rows.map(idOf), all.found.attributions);
  const kept = rows.filter((row) => all.records.has(idOf(row)));
  return writeCsv([head, ...kept.map((row) => csvRow(row, head, all))]);
}

function csvRow(row, head, { records, corrected }) {
  const { speaker, parent, continues } = records.get(row[head.indexOf("id")]);
  const known = corrected.speakers.find(({ id }) => id === speaker?.id);
  const cells = {
    parent,
    continues,
    speaker_id: known?.id,
    speaker: known?.name,
    speaker_type: known?.type,
    speaker_role: known?.role,
    speaker_gender: known?.gender,
    speaker_affiliation: known?.affiliation?.name,
    speaker_anonymous: known && String(known.anonymous !== null),
    speaker_class: known?.source_class,
  };
  return head.map((name, at) => (name in cells ? escapeFormula(cells[name] ?? "") : row[at]));
}

function webAnnotation(page, all) {
  const idOf = ({ id }) => id.split("#").pop();
  checkIds(page.items.map(idOf), all.found.attributions);
  page.items = page.items.filter((item) => all.records.has(idOf(item)));
  page.partOf.total = page.items.length;
  for (const item of page.items) {
    const name = all.records.get(idOf(item)).speaker?.name;
    const isText = ({ type }) => type === "TextualBody";
    const others = item.body.filter((body) => !isText(body) || body.purpose !== "identifying");
    const at = others.filter((body) => isText(body) && body.purpose === "classifying").length;
    const speaker = { type: "TextualBody", purpose: "identifying", value: name, format: "text/plain" };
    item.body = name === undefined ? others : others.toSpliced(at, 0, speaker);
  }
}

function schemaOrg(document, all) {
  const { corrected, records } = all;
  const graph = document["@graph"];
  const uri = graph[0]["@id"].split("#")[0];
  const idOf = (node) => node["@id"].split("#").pop();
  const statements = graph.filter(({ isPartOf }) => isPartOf);
  checkIds(statements.map(idOf), all.found.attributions);
  const nodes = new Map(graph.map((node) => [idOf(node), node]));
  const agent = ({ id, name }) => nodes.get(id) ?? { "@type": "Thing", "@id": `${uri}#${id}`, name };
  const kept = statements.filter((node) => records.has(idOf(node)));
  for (const node of kept) schemaNode(node, { each: records.get(idOf(node)), article: graph[0]["@id"], uri });
  document["@graph"] = [graph[0], ...[...corrected.speakers, ...corrected.outlets].map(agent), ...kept];
}

function schemaNode(node, { each, article, uri }) {
  const { speaker, parent, type } = each;
  const reference = speaker && { "@id": `${uri}#${speaker.id}` };
  const isAgent = speaker && speaker.type in AGENTS;
  const quotations = [node, ...(node.hasPart ?? [])];
  for (const part of quotations) {
    for (const term of ["spokenByCharacter", "author", "creditText"]) delete part[term];
    const term = part === node && type !== "direct" ? "author" : "spokenByCharacter";
    if (isAgent) part[term] = reference;
    else if (speaker) part.creditText = speaker.name;
  }
  node.isPartOf = [{ "@id": article }, ...(parent ? [{ "@id": `${uri}#${parent}` }] : [])];
  const sources = (node.isBasedOn ?? []).filter(({ publisher }) => publisher);
  if (speaker?.type === "document") sources.push(reference);
  setOrDelete(node, "isBasedOn", sources);
}

function setOrDelete(node, name, list) {
  if (list.length) node[name] = list;
  else delete node[name];
}

function ninjs(item, all) {
  const { corrected, records } = all;
  checkIds((item.associations ?? []).map(({ name }) => name), all.found.attributions);
  const outlets = byId(corrected.outlets);
  setOrDelete(item, "infoSources", (item.infoSources ?? []).filter(({ literal }) => outlets.has(literal)));
  setOrDelete(item, "associations", (item.associations ?? []).filter(({ name }) => records.has(name)));
  setPeople(item, corrected.speakers);
  for (const each of item.associations ?? []) {
    const { speaker } = records.get(each.name);
    setPeople(each, speaker ? [speaker] : []);
    delete each.by;
    if (speaker) each.by = speaker.name;
  }
}

function setPeople(item, speakers) {
  for (const list of ["people", "organisations", "objects"]) {
    const members = speakers.filter(({ type }) => (LISTS[type] ?? "objects") === list);
    setOrDelete(item, list, members.map(({ id, name }) => ({ name, rel: "speaker", literal: id })));
  }
}

/** The record with a cue that each record continues, else itself; as service/exports has it. */
function leaders(attributions) {
  const known = byId(attributions);
  return new Map(attributions.map((each) => {
    let leader = each;
    for (const seen = new Set([each.id]); !leader.cue && known.has(leader.continues); seen.add(leader.id)) {
      leader = known.get(leader.continues);
      if (seen.has(leader.id)) return [each.id, each.id];
    }
    return [each.id, leader.id];
  }));
}

/** Of a corrected speaker the file has no other mentions: it gives no speakers. */
function citron(document, all) {
  const { found, corrected, records } = all;
  const [before, after] = [leaders(found.attributions), leaders(corrected.attributions)];
  const led = (id) => found.attributions.filter((each) => before.get(each.id) === id);
  const quoted = found.attributions.filter(({ id, cue }) => cue && before.get(id) === id);
  checkIds(document.quotes.map(({ id }) => id), quoted);
  document.quotes = document.quotes.filter(({ id }) => records.has(id));
  const grouped = found.speakers.filter(({ mentions }) => mentions.length > 1);
  const speakers = byId(corrected.speakers);
  document.coreference_groups = document.coreference_groups.filter((_, n) => speakers.has(grouped[n]?.id));
  for (const quote of document.quotes) {
    const owners = led(quote.id).flatMap(({ id, content }) => content.map(() => id));
    quote.contents = quote.contents.filter((_, n) => after.get(owners[n]) === quote.id);
    const was = found.attributions.find(({ id }) => id === quote.id).speaker?.id;
    if (records.get(quote.id).speaker?.id !== was) quote.coreferences = [];
  }
}

const FORMATS = {
  csv,
  "web-annotation": inJson(webAnnotation),
  "schema-org": inJson(schemaOrg),
  ninjs: inJson(ninjs),
  citron: inJson(citron),
  brat: correctBrat,
};
