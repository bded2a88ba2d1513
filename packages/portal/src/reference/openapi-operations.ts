import { pointedAt } from "./follow-references.ts";
import { type Json, list, object, text } from "./json-value.ts";

/** What the reference shows of one operation. Every text is the provider's. */
export interface Operation {
  method: string;
  path: string;
  summary: string;
  description: string;
  /** The first; empty where it has none. */
  tag: string;
  parameters: Parameter[];
  request?: Body;
  /** A body as text to begin with. */
  requestExample?: string;
  responses: Response[];
}

export interface Parameter {
  name: string;
  place: "path" | "query" | "header" | "cookie";
  required: boolean;
  description: string;
  /** Not read yet, like all schemas here. */
  schema?: unknown;
}

interface Body {
  type: string;
  description: string;
  schema: unknown;
}

interface Response {
  status: string;
  description: string;
  body?: Omit<Body, "description">;
}

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"] as const;
const PLACES = ["path", "query", "header", "cookie"] as const;
const MAX = { operations: 300, parameters: 100, responses: 50, characters: 20_000 } as const;
const LONGEST_CHAIN = 10;

/** Nothing is expanded: references are followed where something is one as a whole, to a bound. */
export const operationsOf = (document: Json): Operation[] =>
  Object.entries(object(document["paths"]))
    .flatMap(([path, item]) => {
      const found = object(item);
      return METHODS.filter((method) => found[method] !== undefined).map((method) => ({
        path,
        found,
        method,
      }));
    })
    .slice(0, MAX.operations)
    .map(({ path, found, method }) => ({
      method: method.toUpperCase(),
      path,
      ...operationOf(document, object(found[method]), list(found["parameters"])),
    }));

const prose = (value: unknown): string => text(value).slice(0, MAX.characters);

const operationOf = (
  document: Json,
  operation: Json,
  shared: readonly unknown[],
): Omit<Operation, "method" | "path"> => {
  const request = followed(document, operation["requestBody"]);
  const body = bodyOf(request);
  return {
    summary: prose(operation["summary"]),
    description: prose(operation["description"]),
    tag: text(list(operation["tags"])[0]),
    parameters: parametersOf(document, [...shared, ...list(operation["parameters"])]),
    ...(body ? { request: { ...body, description: prose(request["description"]) } } : {}),
    responses: Object.entries(object(operation["responses"]))
      .slice(0, MAX.responses)
      .map(([status, response]) => {
        const given = followed(document, response);
        const answered = bodyOf(given);
        return {
          status,
          description: prose(given["description"]),
          ...(answered ? { body: answered } : {}),
        };
      }),
  };
};

/** One of an operation takes the place of one of its path with the same name and place (OpenAPI 3.1, Operation Object). */
const parametersOf = (document: Json, given: readonly unknown[]): Parameter[] => {
  const parameters = new Map<string, Parameter>();
  for (const each of given.slice(0, MAX.parameters)) {
    const found = followed(document, each);
    const place = PLACES.find((known) => known === found["in"]);
    const name = text(found["name"]);
    if (place === undefined || name === "") continue;
    const { schema } = found;
    parameters.set(`${place} ${name}`, {
      name,
      place,
      required: found["required"] === true,
      description: prose(found["description"]),
      ...(schema === undefined ? {} : { schema }),
    });
  }
  return [...parameters.values()];
};

/** JSON where there is any, else the first type. */
const bodyOf = (described: Json): Omit<Body, "description"> | undefined => {
  const content = object(described["content"]);
  const types = Object.keys(content);
  const type = types.find((each) => /[/+]json$/.test(each)) ?? types[0];
  return type === undefined ? undefined : { type, schema: object(content[type])["schema"] };
};

const followed = (document: Json, value: unknown): Json => {
  let found = object(value);
  for (let links = 0; links < LONGEST_CHAIN; links += 1) {
    const reference = text(found["$ref"]);
    if (!reference.startsWith("#/")) break;
    found = object(pointedAt(document, reference));
  }
  return found;
};
