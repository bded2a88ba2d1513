/** What the reference shows of one operation. Every text is the provider's. */
export interface Operation {
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  /** JSON text, references resolved as far as they are the document's own. */
  requestSchema?: string;
  requestExample?: string;
  responses: { status: string; description: string; schema?: string }[];
}

export interface Parameter {
  name: string;
  place: "path" | "query" | "header" | "cookie";
  required: boolean;
  description: string;
}

type Json = Readonly<Record<string, unknown>>;

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"] as const;
const PLACES = ["path", "query", "header", "cookie"] as const;
const MOST_OPERATIONS = 300;
const DEEPEST = 12;

const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const operationsOf = (document: Json): Operation[] =>
  Object.entries(object(document["paths"]))
    .flatMap(([path, item]) => {
      const found = object(item);
      return METHODS.filter((method) => found[method] !== undefined).map((method) =>
        operationOf(document, method, path, object(found[method]), list(found["parameters"])),
      );
    })
    .slice(0, MOST_OPERATIONS);

const operationOf = (
  document: Json,
  method: string,
  path: string,
  operation: Json,
  shared: readonly unknown[],
): Operation => {
  const resolve = (value: unknown) => resolved(document, value, 0);
  const media = (value: unknown) => object(object(object(resolve(value))["content"])["application/json"]);
  const request = media(operation["requestBody"]);
  return {
    method: method.toUpperCase(),
    path,
    summary: text(operation["summary"]),
    description: text(operation["description"]),
    parameters: [...shared, ...list(operation["parameters"])].flatMap((each) => {
      const given = object(resolve(each));
      const place = PLACES.find((known) => known === given["in"]);
      const name = text(given["name"]);
      return place === undefined || name === ""
        ? []
        : [{ name, place, required: given["required"] === true, description: text(given["description"]) }];
    }),
    ...(request["schema"] === undefined ? {} : { requestSchema: pretty(request["schema"]) }),
    ...(request["example"] === undefined ? {} : { requestExample: pretty(request["example"]) }),
    responses: Object.entries(object(operation["responses"])).map(([status, response]) => {
      const { schema } = media(response);
      return {
        status,
        description: text(object(resolve(response))["description"]),
        ...(schema === undefined ? {} : { schema: pretty(schema) }),
      };
    }),
  };
};

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** References into the document itself are followed, to a bounded depth; all others stay as they are written. */
const resolved = (document: Json, value: unknown, depth: number): unknown => {
  if (depth > DEEPEST) return "…";
  if (Array.isArray(value)) return value.map((each) => resolved(document, each, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const { $ref, ...rest } = object(value);
  if (typeof $ref === "string" && $ref.startsWith("#/"))
    return resolved(document, at(document, $ref), depth + 1);
  return Object.fromEntries(
    Object.entries($ref === undefined ? rest : { $ref, ...rest }).map(([key, each]) => [
      key,
      resolved(document, each, depth + 1),
    ]),
  );
};

/** JSON Pointer, RFC 6901, in a fragment. */
const at = (document: Json, reference: string): unknown =>
  reference
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (value, part) => (Object.hasOwn(object(value), part) ? object(value)[part] : undefined),
      document,
    );
