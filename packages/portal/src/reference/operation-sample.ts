import { followReferences } from "./follow-references.ts";
import { type Json, list, object, text } from "./json-value.ts";

/** A call as a provider's document gives it an example. Every text is the provider's. */
export interface OperationSample {
  method: string;
  /** Below the service, with its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"] as const;
const DEEPEST = 6;
/** Said by the credential or by the body. */
const NOT_SHOWN: ReadonlySet<string> = new Set(["authorization", "x-api-key", "accept", "content-type"]);

/** The first operation that the document describes, filled in from its examples; undefined where there is none. */
export const firstOperationSample = (document: Json): OperationSample | undefined => {
  for (const [path, item] of Object.entries(object(document["paths"]))) {
    const method = METHODS.find((each) => Object.hasOwn(object(item), each));
    if (method !== undefined && path.startsWith("/")) return operationSample(document, method, path);
  }
  return undefined;
};

/** An operation of the document, filled in from its examples. */
export const operationSample = (document: Json, method: string, path: string): OperationSample =>
  sampleOf(followReferences(document), method.toLowerCase(), path, object(object(document["paths"])[path]));

type Follow = (value: unknown) => unknown;

const sampleOf = (follow: Follow, method: string, path: string, item: Json): OperationSample => {
  const operation = object(item[method]);
  const parameters = [...list(item["parameters"]), ...list(operation["parameters"])].map((each) =>
    object(follow(each)),
  );
  const named = (place: string) =>
    parameters
      .filter((each) => each["in"] === place && (place === "path" || each["required"] === true))
      .map((each) => [text(each["name"]), String(exampleOf(each, follow) ?? text(each["name"]))] as const);
  const filled = named("path").reduce(
    (whole, [name, value]) => whole.replaceAll(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const query = new URLSearchParams(named("query").map(([name, value]) => [name, value])).toString();
  const request = object(operation["requestBody"]);
  // Its schema is followed by itself: what is read of one value is bounded, in depth too.
  const { type, body } = bodyOf("$ref" in request ? object(follow(request)) : request, follow);
  const headers = named("header").filter(
    ([name, value]) =>
      /^[\w-]{1,100}$/.test(name) && /^[ -~]*$/.test(value) && !NOT_SHOWN.has(name.toLowerCase()),
  );
  return {
    method: method.toUpperCase(),
    path: `${filled}${query === "" ? "" : `?${query}`}`,
    headers: {
      ...Object.fromEntries(headers),
      ...(body === undefined || type === "application/json" ? {} : { "Content-Type": type }),
    },
    ...(body === undefined ? {} : { body }),
  };
};

const bodyOf = (request: Json, follow: Follow): { type: string; body?: string } => {
  const content = object(request["content"]);
  const types = Object.keys(content).filter((type) => /^[\w.+-]+\/[\w.+-]+$/.test(type));
  const type = types.find((each) => /[/+]json$/.test(each)) ?? types.find((each) => each.startsWith("text/"));
  if (type === undefined) return { type: "" };
  const value = exampleOf(object(content[type]), follow);
  if (value === undefined) return { type };
  return { type, body: typeof value === "string" && !/json$/.test(type) ? value : JSON.stringify(value) };
};

/** Of a parameter or a media type: its own example, else its schema's. */
const exampleOf = (described: Json, follow: Follow): unknown =>
  described["example"] ??
  object(follow(Object.values(object(described["examples"]))[0]))["value"] ??
  (described["schema"] === undefined ? undefined : schemaSample(object(follow(described["schema"])), 0));

const schemaSample = (schema: Json, depth: number): unknown => {
  const given =
    schema["example"] ??
    list(schema["examples"])[0] ??
    schema["const"] ??
    schema["default"] ??
    list(schema["enum"])[0];
  if (given !== undefined || depth > DEEPEST) return given;
  const [one] = [...list(schema["oneOf"]), ...list(schema["anyOf"])];
  if (one !== undefined) return schemaSample(object(one), depth + 1);
  const parts = list(schema["allOf"]).map((part) => object(schemaSample(object(part), depth + 1)));
  const type = Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"];
  if (type === "object" || schema["properties"] !== undefined || parts.length > 0)
    return Object.assign({}, ...parts, objectSample(schema, depth));
  if (type === "array") {
    const item = schemaSample(object(schema["items"]), depth + 1);
    return item === undefined ? [] : [item];
  }
  if (type === "integer" || type === "number") return schema["minimum"] ?? 1;
  if (type === "boolean") return true;
  return type === "string" ? text(schema["format"]) || "text" : undefined;
};

/** What it requires; all that it has where nothing is required. */
const objectSample = (schema: Json, depth: number): Json => {
  const required = list(schema["required"]);
  return Object.fromEntries(
    Object.entries(object(schema["properties"])).flatMap(([name, property]) => {
      if (required.length > 0 && !required.includes(name)) return [];
      const value = schemaSample(object(property), depth + 1);
      return value === undefined ? [] : [[name, value]];
    }),
  );
};
