import { isJson, type Json } from "./json.ts";

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Text of ours with its code in backticks. */
export const withCode = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");

const object = (value: unknown): Json => (isJson(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

const SCHEMA = "#/components/schemas/";

const resolved = (document: Json, value: unknown): Json => {
  const reference = text(object(value)["$ref"]);
  if (reference === "") return object(value);
  const target = reference
    .slice(2)
    .split("/")
    .reduce<unknown>((at, part) => object(at)[part], document);
  return resolved(document, target);
};

/** What a value may be, with links to schemas that have a name. */
const typeHtml = (value: unknown): string => {
  const schema = object(value);
  const reference = text(schema["$ref"]);
  if (reference.startsWith(SCHEMA)) {
    const name = escapeHtml(reference.slice(SCHEMA.length));
    return `<a href="#schema-${name}">${name}</a>`;
  }
  const variants = [...list(schema["oneOf"]), ...list(schema["anyOf"])];
  if (variants.length > 0) return variants.map(typeHtml).join(" or ");
  if (schema["type"] === "array") return `list of ${typeHtml(schema["items"])}`;
  if ("const" in schema) return `<code>${escapeHtml(JSON.stringify(schema["const"]))}</code>`;
  if (isJson(schema["additionalProperties"])) return "map";
  return escapeHtml(text(schema["type"]) || "any");
};

const row = (name: string, type: string, required: boolean, description: unknown): string =>
  `<tr><td><code>${escapeHtml(name)}</code></td><td>${type}${required ? ", required" : ""}</td><td>${withCode(text(description))}</td></tr>`;

const table = (label: string, rows: readonly string[]): string =>
  rows.length === 0
    ? ""
    : `<table><caption>${label}</caption><thead><tr><th scope="col">Name</th><th scope="col">Is</th><th scope="col">Means</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;

const bodyHtml = (document: Json, value: unknown): string =>
  Object.values(object(resolved(document, value)["content"]))
    .map((media) => typeHtml(object(media)["schema"]))
    .filter((type) => type.startsWith("<a"))
    .join(" or ");

export const operationHtml = (document: Json, method: string, path: string, operation: Json): string => {
  const parameters = list(operation["parameters"]).map((each) => resolved(document, each));
  const body = bodyHtml(document, operation["requestBody"]);
  const answers = Object.entries(object(operation["responses"])).map(([status, answer]) =>
    row(status, bodyHtml(document, answer), false, resolved(document, answer)["description"]),
  );
  return `
<details id="${escapeHtml(text(operation["operationId"]))}"><summary><code>${escapeHtml(`${method.toUpperCase()} ${path}`)}</code> <span>${withCode(text(operation["summary"]))}</span></summary>
<p>${withCode(text(operation["description"]))}</p>
${table(
  "Parameters",
  parameters.map(({ name, in: place, required, schema, description }) =>
    row(text(name), `${escapeHtml(text(place))}, ${typeHtml(schema)}`, required === true, description),
  ),
)}
${body === "" ? "" : `<p>Body: ${body}</p>`}
${table("Answers", answers)}</details>`;
};

export const schemaHtml = (name: string, schema: Json): string => {
  const required = new Set(list(schema["required"]));
  const rows = Object.entries(object(schema["properties"])).map(([property, of]) =>
    row(property, typeHtml(of), required.has(property), object(of)["description"]),
  );
  const values = list(schema["enum"]).map((value) => `<code>${escapeHtml(String(value))}</code>`);
  const variants = list(schema["oneOf"]).map(typeHtml);
  const example = list(schema["examples"])[0];
  return `
<details id="schema-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code> <span>${withCode(text(schema["description"]))}</span></summary>
${table("Members", rows)}
${values.length === 0 ? "" : `<p>One of ${values.join(", ")}.</p>`}
${variants.length === 0 ? "" : `<p>One of ${variants.join(", ")}.</p>`}
${example === undefined ? "" : `<pre tabindex="0">${escapeHtml(JSON.stringify(example, null, 2))}</pre>`}</details>`;
};
