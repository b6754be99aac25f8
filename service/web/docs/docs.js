// The API page, rendered entirely from openapi.json.
import { $, el } from "../dom.js";
import { follow, nameOf, typeOf } from "./schema.js";
import { tryOut } from "./tryout.js";

/** Elements of a description: the subset of CommonMark in use is `code`, paragraphs and "- " lists. */
function prose(text = "") {
  return text.trim().split(/\n\n+/).map((block) => {
    if (!/^- /m.test(block)) return el("p", {}, ...inline(block));
    const items = block.split(/\n(?=- )/).map((line) => line.replace(/^- /, ""));
    return el("ul", {}, ...items.map((line) => el("li", {}, ...inline(line))));
  });
}

const inline = (text) =>
  text.split(/`([^`]+)`/).map((part, i) => (i % 2 ? el("code", {}, part) : part));

function table(caption, rows) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {},
      el("thead", {}, el("tr", {}, ...["Name", "Type", "Description"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows)));
}

const row = (name, schema, description, required) =>
  el("tr", {},
    el("td", {}, el("code", { class: required ? "required" : null, title: required ? "required" : null }, name)),
    el("td", {}, ...typeOf(schema)),
    el("td", {}, ...inline(description ?? "")));

const code = (value, label) =>
  el("pre", { tabindex: "0", "aria-label": label },
    typeof value === "string" ? value : JSON.stringify(value, null, 2));

/** The media types of a body, grouped by schema and examples. */
function contents(content, label) {
  const groups = new Map();
  for (const [media, { schema, example, examples }] of Object.entries(content)) {
    const key = JSON.stringify([schema, example, examples]);
    const shown = examples ?? (example === undefined ? {} : { Example: { value: example } });
    if (!groups.has(key)) groups.set(key, { medias: [], schema: schema ?? {}, shown });
    groups.get(key).medias.push(media);
  }
  return [...groups.values()].flatMap(({ medias, schema, shown }) => [
    el("p", {}, ...medias.flatMap((media, i) => [i ? ", " : "", el("code", {}, media)]), ": ", ...typeOf(schema)),
    ...Object.entries(shown).map(([name, { summary, value }]) =>
      el("details", {}, el("summary", {}, summary ?? name), code(value, `${summary ?? name} of ${label}`))),
  ]);
}

function answer({ content = {}, headers = {} }, label) {
  const names = Object.keys(headers);
  return [
    names.length ? el("p", { class: "hint" }, "Headers: ", names.join(", ")) : null,
    ...contents(content, label)];
}

/** A response; a shared one is a link to its section under "Errors". */
function response(status, given, root, label) {
  const found = follow(given, root);
  const number = el("code", {}, status);
  if (given.$ref) {
    return el("p", { class: "shared" }, el("a", { href: `#${nameOf(given.$ref)}` }, number), ` ${found.description}`);
  }
  return el("details", {}, el("summary", {}, number, " ", found.description), ...answer(found, `${label}, ${status}`));
}

const shared = (name, about) =>
  el("section", { class: "schema", id: name, "aria-labelledby": `${name}-title` },
    el("h3", { id: `${name}-title` }, name),
    ...prose(about.description), ...answer(about, name));

function operation(path, method, about, root) {
  const { operationId, summary, description, parameters = [], requestBody, responses } = about;
  const known = parameters.map((parameter) => follow(parameter, root));
  return el("section", { class: `operation ${method === "get" ? "c2" : "c0"}`, id: operationId, "aria-labelledby": `${operationId}-title` },
    el("h3", { id: `${operationId}-title` }, summary),
    el("p", { class: "route" }, el("span", { class: "method" }, method.toUpperCase()), path),
    ...prose(description),
    ...(known.length ? [el("h4", {}, "Parameters"), table(`Parameters of ${operationId}`,
      known.map((each) => row(each.name, each.schema, each.description, each.required)))] : []),
    ...(requestBody ? [el("h4", {}, "Request"), ...contents(follow(requestBody, root).content, "the request")] : []),
    el("h4", {}, "Responses"),
    ...Object.entries(responses).map(([status, given]) => response(status, given, root, summary)),
    tryOut({ path, method, operationId, parameters: known, body: requestBody && follow(requestBody, root) }));
}

function schema(name, about) {
  const required = about.required ?? [];
  const fields = Object.entries(about.properties ?? {});
  return el("section", { class: "schema", id: name, "aria-labelledby": `${name}-title` },
    el("h3", { id: `${name}-title` }, name),
    ...prose(about.description),
    fields.length
      ? table(`Fields of ${name}`, fields.map(([field, each]) => row(field, each, each.description, required.includes(field))))
      : el("p", {}, ...typeOf(about)));
}

function render(root) {
  const operations = Object.entries(root.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]) => ({ path, method, about })));
  const page = $("operations");
  const list = $("contents");
  $("title").textContent = `${root.info.title} ${root.info.version}`;
  $("about").append(...prose(root.info.description));
  for (const { name, description } of root.tags) {
    const own = operations.filter(({ about }) => about.tags.includes(name));
    list.append(el("p", { class: "small" }, name),
      ...own.map(({ about }) => el("a", { href: `#${about.operationId}` }, about.summary)));
    page.append(el("h2", {}, name), ...prose(description),
      ...own.map(({ path, method, about }) => operation(path, method, about, root)));
  }
  const errors = Object.entries(root.components.responses);
  list.append(el("p", { class: "small" }, "Errors"),
    ...errors.map(([name]) => el("a", { href: `#${name}` }, name)));
  page.append(el("h2", {}, "Errors"), ...errors.map(([name, about]) => shared(name, about)));
  const schemas = Object.entries(root.components.schemas);
  list.append(el("p", { class: "small" }, "Schemas"),
    ...schemas.map(([name]) => el("a", { href: `#${name}` }, name)));
  page.append(el("h2", {}, "Schemas"), ...schemas.map(([name, about]) => schema(name, about)));
}

async function start() {
  try {
    const answer = await fetch("openapi.json");
    render(await answer.json());
    if (location.hash) $(nameOf(location.hash))?.scrollIntoView();
  } catch (error) {
    $("problem").append(el("strong", {}, "The OpenAPI document could not be loaded"), el("span", {}, String(error)));
  }
  document.body.dataset.ready = "yes";
}

start();
