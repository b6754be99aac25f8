// A form under each operation that sends it from the page.
import { $, el } from "./dom.js";

const BINARY = /msgpack/;

function field(label, input) {
  return el("div", {}, el("label", { for: input.id }, label), input);
}

/** A parameter's input: a list to choose from where its values are known. */
function input({ name, schema, required }, id) {
  const values = schema.type === "boolean" ? ["true", "false"] : schema.enum;
  if (!values) return el("input", { id, name, autocomplete: "off", placeholder: schema.type === "array" ? "one or more, with commas between" : "" });
  const choices = values.map((value) => el("option", { value }, value));
  if (!required) choices.unshift(el("option", { value: "" }, "not sent"));
  return el("select", { id, name }, ...choices);
}

/** An example as it is sent: over several lines, unless a line is a request. */
function shown(media, example) {
  if (example === undefined) return "";
  if (typeof example === "string") return example;
  return JSON.stringify(example, null, /ndjson/.test(media) ? 0 : 2);
}

function bodyFields(content, prefix) {
  const medias = Object.keys(content).filter((media) => !BINARY.test(media));
  const area = el("textarea", { id: `${prefix}-body`, rows: "8", spellcheck: "false" });
  const fill = () => { area.value = shown(select.value, content[select.value]?.example); };
  const select = el("select", { id: `${prefix}-media`, onchange: fill }, ...medias.map((media) => el("option", {}, media)));
  fill();
  return { select, area };
}

/** The address that a form asks for. */
export function address(path, parameters, values) {
  const query = new URLSearchParams();
  let way = path.slice(1);
  for (const { name, in: place, schema } of parameters) {
    const value = values[name];
    if (!value) continue;
    if (place === "path") way = way.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query") {
      const given = schema.type === "array" ? value.split(",").map((one) => one.trim()) : [value];
      for (const one of given) query.append(name, one);
    }
  }
  const asked = query.toString();
  return asked ? `${way}?${asked}` : way;
}

async function told(response) {
  const text = await response.text();
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The form. */
export function tryOut({ path, method, operationId, parameters, body }) {
  const prefix = `try-${operationId}`;
  const inputs = parameters.filter(({ in: place }) => place !== "header")
    .map((each) => [each, input(each, `${prefix}-${each.name}`)]);
  const written = body ? bodyFields(body.content, prefix) : null;
  const verdict = el("p", { class: "verdict", role: "status" });
  const answer = el("pre", { tabindex: "0", "aria-label": "Answer", hidden: true });

  async function send(event) {
    event.preventDefault();
    const values = Object.fromEntries(inputs.map(([{ name }, node]) => [name, node.value.trim()]));
    const headers = written ? { "Content-Type": written.select.value } : {};
    if ($("key").value) headers.Authorization = `Bearer ${$("key").value}`;
    verdict.textContent = "Asking…";
    answer.hidden = true;
    try {
      const began = performance.now();
      const response = await fetch(address(path, parameters, values), {
        method: method.toUpperCase(), headers, body: written?.area.value,
      });
      answer.textContent = await told(response);
      answer.hidden = false;
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      verdict.textContent = `${response.status} ${response.statusText}, ${seconds} s, ${response.headers.get("Content-Type") ?? "no body"}`;
    } catch (error) {
      verdict.textContent = `No answer: ${error.message}`;
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
