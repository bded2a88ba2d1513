import { followReferences } from "./follow-references.ts";
import { type Json, list, object, text } from "./json-value.ts";

/** What the reference shows of one operation. Every text is the provider's. */
export interface Operation {
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  /** JSON text, references into the document itself followed, within bounds. */
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

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"] as const;
const PLACES = ["path", "query", "header", "cookie"] as const;
const MAX_OPERATIONS = 300;

export const operationsOf = (document: Json): Operation[] => {
  const follow = followReferences(document);
  return Object.entries(object(document["paths"]))
    .flatMap(([path, item]) => {
      const found = object(item);
      return METHODS.filter((method) => found[method] !== undefined).map((method) => ({
        path,
        found,
        method,
      }));
    })
    .slice(0, MAX_OPERATIONS)
    .map(({ path, found, method }) =>
      operationOf(follow, method, path, object(found[method]), list(found["parameters"])),
    );
};

const operationOf = (
  follow: (value: unknown) => unknown,
  method: string,
  path: string,
  operation: Json,
  shared: readonly unknown[],
): Operation => {
  const media = (value: Json) => object(object(value["content"])["application/json"]);
  const request = media(object(follow(operation["requestBody"])));
  return {
    method: method.toUpperCase(),
    path,
    summary: text(operation["summary"]),
    description: text(operation["description"]),
    parameters: [...shared, ...list(operation["parameters"])].flatMap((each) => {
      const given = object(follow(each));
      const place = PLACES.find((known) => known === given["in"]);
      const name = text(given["name"]);
      return place === undefined || name === ""
        ? []
        : [{ name, place, required: given["required"] === true, description: text(given["description"]) }];
    }),
    ...(request["schema"] === undefined ? {} : { requestSchema: pretty(request["schema"]) }),
    ...(request["example"] === undefined ? {} : { requestExample: pretty(request["example"]) }),
    responses: Object.entries(object(operation["responses"])).map(([status, response]) => {
      const given = object(follow(response));
      const { schema } = media(given);
      return {
        status,
        description: text(given["description"]),
        ...(schema === undefined ? {} : { schema: pretty(schema) }),
      };
    }),
  };
};

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
