/** An operation of an OpenAPI document: its method in capitals, and its path with `{names}` for what varies. */
export interface PathTemplate {
  method: string;
  template: string;
  segments: readonly string[];
}

const MOST_TEMPLATES = 500;
const MOST_SEGMENTS = 20;
const MAX_TEMPLATE = 160;
const MOST_CHARACTERS = 32_000;
const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The operations of an OpenAPI document as lines, `GET /orders/{id}`: the first 500, and at most 32,000 characters of them. None of a
 * text that is no document.
 */
export const operationsOf = (openapi: string): string[] => {
  const found: string[] = [];
  let length = 0;
  for (const [template, item] of Object.entries(pathsOf(openapi))) {
    if (!template.startsWith("/") || template.length > MAX_TEMPLATE || !isObject(item)) continue;
    if (segmentsOf(template).length > MOST_SEGMENTS) continue;
    for (const method of Object.keys(item)) {
      if (!METHODS.has(method) || found.length >= MOST_TEMPLATES || length > MOST_CHARACTERS) continue;
      found.push(`${method.toUpperCase()} ${template}`);
      length += template.length;
    }
  }
  return found;
};

/** Lines of `operationsOf`, to be compared with. */
export const pathTemplates = (operations: readonly string[]): PathTemplate[] =>
  operations.map((line) => {
    const at = line.indexOf(" ");
    const template = line.slice(at + 1);
    return { method: line.slice(0, at), template, segments: segmentsOf(template) };
  });

const pathsOf = (openapi: string): Record<string, unknown> => {
  try {
    const document: unknown = JSON.parse(openapi);
    const paths = isObject(document) ? document["paths"] : undefined;
    return isObject(paths) ? paths : {};
  } catch {
    return {};
  }
};

const segmentsOf = (path: string): string[] => path.split("/").slice(1);

const isVariable = (segment: string): boolean => segment.includes("{");

/**
 * The template that a path is of; of several the one with a name where another has a variable, from the left (OpenAPI 3.1,
 * "Paths Object"). `HEAD` is asked for as `GET` is.
 */
export const templateOf = (
  templates: readonly PathTemplate[],
  method: string,
  path: string,
): string | undefined => {
  const asked = segmentsOf(path);
  const asMethod = method === "HEAD" ? "GET" : method;
  const fitting = templates.filter(
    (each) =>
      each.method === asMethod &&
      each.segments.length === asked.length &&
      each.segments.every((segment, at) => isVariable(segment) || segment === asked[at]),
  );
  const rank = ({ segments }: PathTemplate) =>
    segments.map((each) => (isVariable(each) ? "1" : "0")).join("");
  return fitting.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0]?.template;
};

/** A word, as an API's own part of a path is: no id, address, number or token. */
const WORD = /^[a-z](?:[a-z_-]|%20){0,30}[a-z]?$/i;
const VERSION = /^v\d{1,3}(?:[a-z]{1,5}\d{0,3}|\.\d{1,3})?$/i;

/**
 * The beginning of a path that no template is known of: a version and the first word. What follows may tell of people, so
 * it is `…`, and so is a first segment that is no word.
 */
export const pathBeginning = (path: string): string => {
  const segments = segmentsOf(path);
  const [first = ""] = segments;
  const kept = VERSION.test(first) ? [first] : [];
  const next = segments[kept.length] ?? "";
  if (WORD.test(next)) kept.push(next);
  const isWhole = segments.slice(kept.length).every((each) => each === "");
  return `/${[...kept, ...(isWhole ? [] : ["…"])].join("/")}`;
};
