/** An operation of an OpenAPI document: its method in capitals, its path with `{names}` for what varies, and its name if it has one. */
export interface PathTemplate {
  operationId?: string;
  method: string;
  template: string;
  segments: readonly string[];
}

const MOST_TEMPLATES = 500;
const MOST_SEGMENTS = 20;
const MAX_TEMPLATE = 160;
const MAX_NAME = 128;
/** Between a line's path and its `operationId`; neither has one. */
const BEFORE_NAME = "\t";
const MOST_CHARACTERS = 32_000;
const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The operations of an OpenAPI document as lines, `GET /orders/{id}` and behind a tab the `operationId`: the first 500, and at most 32,000 characters of them. None of a
 * text that is no document.
 */
export const operationsOf = (openapi: string): string[] => {
  const found: string[] = [];
  let length = 0;
  for (const [template, item] of Object.entries(pathsOf(openapi))) {
    if (!template.startsWith("/") || template.length > MAX_TEMPLATE || !isObject(item)) continue;
    if (template.includes(BEFORE_NAME)) continue;
    if (segmentsOf(template).length > MOST_SEGMENTS) continue;
    for (const method of Object.keys(item)) {
      if (!METHODS.has(method) || found.length >= MOST_TEMPLATES || length > MOST_CHARACTERS) continue;
      const name = nameOf(item[method]);
      found.push(`${method.toUpperCase()} ${template}${name === "" ? "" : `${BEFORE_NAME}${name}`}`);
      length += template.length + name.length;
    }
  }
  return found;
};

/** Lines of `operationsOf`, to be compared with. */
export const pathTemplates = (operations: readonly string[]): PathTemplate[] =>
  operations.map((line) => {
    const at = line.indexOf(" ");
    const [template = "", operationId] = line.slice(at + 1).split(BEFORE_NAME);
    const operation = { method: line.slice(0, at), template, segments: segmentsOf(template) };
    return operationId === undefined ? operation : { ...operation, operationId };
  });

/** The `operationId`, where it is a name. */
const nameOf = (operation: unknown): string => {
  const named = isObject(operation) ? operation["operationId"] : undefined;
  if (typeof named !== "string" || named.length > MAX_NAME || named.includes(BEFORE_NAME)) return "";
  return named;
};

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
): string | undefined => fittingTemplate(templates, method, path)?.template;

/** What a call is counted under in a REST service: the `operationId` or `METHOD template` of its document, else `other`. */
export const operationOf = (templates: readonly PathTemplate[], method: string, path: string): string => {
  const found = fittingTemplate(templates, method, path);
  if (!found) return OTHER_OPERATIONS;
  const name = found.operationId ?? `${found.method} ${found.template}`;
  return name.length <= MAX_NAME ? name : OTHER_OPERATIONS;
};

export const OTHER_OPERATIONS = "other";

const fittingTemplate = (
  templates: readonly PathTemplate[],
  method: string,
  path: string,
): PathTemplate | undefined => {
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
  return fitting.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
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
