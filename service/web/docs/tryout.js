// A form for each operation that sends a request from the page.
import { $, el } from "../dom.js";

const BINARY = /msgpack/;

function field(label, input) {
  return el("div", {}, el("label", { for: input.id }, label), input);
}

/** The input of a parameter: a select element if its values are enumerated. */
function input({ name, schema, required }, id) {
  const values = schema.type === "boolean" ? ["true", "false"] : schema.enum;
  if (!values) return el("input", { id, name, autocomplete: "off", placeholder: schema.type === "array" ? "comma-separated values" : "" });
  const choices = values.map((value) => el("option", { value }, value));
  if (!required) choices.unshift(el("option", { value: "" }, "not sent"));
  return el("select", { id, name }, ...choices);
}

/** An example as request body: indented JSON, except for JSON lines. */
function exampleBody(media, example) {
  if (example === undefined) return "";
  if (typeof example === "string") return example;
  return JSON.stringify(example, null, /ndjson|jsonl/.test(media) ? 0 : 2);
}

function bodyFields(content, prefix) {
  const medias = Object.keys(content).filter((media) => !BINARY.test(media));
  const area = el("textarea", { id: `${prefix}-body`, rows: "8", spellcheck: "false" });
  const fill = () => { area.value = exampleBody(select.value, content[select.value]?.example); };
  const select = el("select", { id: `${prefix}-media`, onchange: fill }, ...medias.map((media) => el("option", {}, media)));
  fill();
  return { select, area };
}

/** The URL of a request with its path and query parameters. */
export function address(path, parameters, values) {
  const query = new URLSearchParams();
  let target = path.slice(1);
  for (const { name, in: place, schema } of parameters) {
    const value = values[name];
    if (!value) continue;
    if (place === "path") target = target.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query") {
      const given = schema.type === "array" ? value.split(",").map((one) => one.trim()) : [value];
      for (const one of given) query.append(name, one);
    }
  }
  const search = query.toString();
  return search ? `${target}?${search}` : target;
}

async function formatBody(response) {
  const text = await response.text();
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The form of an operation. */
export function tryOut({ path, method, operationId, parameters, body }) {
  const prefix = `try-${operationId}`;
  const inputs = parameters.filter(({ in: place }) => place !== "header")
    .map((each) => [each, input(each, `${prefix}-${each.name}`)]);
  const written = body ? bodyFields(body.content, prefix) : null;
  const verdict = el("p", { class: "verdict", role: "status" });
  const answer = el("pre", { tabindex: "0", "aria-label": "Response", hidden: true });

  async function send(event) {
    event.preventDefault();
    const values = Object.fromEntries(inputs.map(([{ name }, node]) => [name, node.value.trim()]));
    const headers = written ? { "Content-Type": written.select.value } : {};
    if ($("key").value) headers.Authorization = `Bearer ${$("key").value}`;
    verdict.textContent = "Sending…";
    answer.hidden = true;
    try {
      const began = performance.now();
      const response = await fetch(address(path, parameters, values), {
        method: method.toUpperCase(), headers, body: written?.area.value,
      });
      answer.textContent = await formatBody(response);
      answer.hidden = false;
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      verdict.textContent = `${response.status} ${response.statusText}, ${seconds} s, ${response.headers.get("Content-Type") ?? "no body"}`;
    } catch (error) {
      verdict.textContent = `No response: ${error.message}`;
    }
  }

  return el("details", { class: "try" }, el("summary", {}, "Try it"),
    el("form", { onsubmit: send, "aria-label": `Try ${operationId}` },
      el("div", { class: "fields" },
        ...inputs.map(([{ name }, node]) => field(name, node)),
        written && field("Content-Type", written.select)),
      written && field("Body", written.area),
      el("p", {}, el("button", { class: "primary", type: "submit" }, "Send"))),
    el("div", { class: "answer" }, verdict, answer));
}
