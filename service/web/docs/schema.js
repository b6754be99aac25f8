// Renders schemas of the OpenAPI document.
import { el } from "../dom.js";

/** The last segment of a reference. */
export const nameOf = (reference) => reference.split(/[#/]/).pop();

/** The target of a reference; any other node is returned unchanged. */
export function follow(node, root) {
  if (!node.$ref) return node;
  const found = node.$ref.slice(2).split("/").reduce((at, name) => at[name], root);
  return follow(found, root);
}

const BOUNDS = { minimum: "≥ ", maximum: "≤ ", minLength: "length ≥ ", maxLength: "length ≤ ", minItems: "items ≥ ", maxItems: "items ≤ " };

/** The type of a schema as text, with links to named schemas. */
export function typeOf(schema) {
  if (schema.$ref) return [el("a", { href: `#${nameOf(schema.$ref)}` }, nameOf(schema.$ref))];
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.flatMap((each, i) => [i ? " or " : "", ...typeOf(each)]);
  if (schema.items) return ["list of ", ...typeOf(schema.items)];
  if (schema.enum) return schema.enum.flatMap((value, i) => [i ? ", " : "", el("code", {}, String(value))]);
  if (schema.additionalProperties?.type || schema.additionalProperties?.$ref) {
    return ["object of ", ...typeOf(schema.additionalProperties)];
  }
  const limits = Object.entries(BOUNDS).filter(([name]) => name in schema);
  const said = limits.map(([name, sign]) => sign + schema[name]).join(", ");
  return [[schema.type ?? "anything"].flat().join(" or "), said && ` (${said})`];
}
