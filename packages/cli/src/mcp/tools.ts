import { isRecord } from "../apply/same.ts";

/** An operation of the management API, as a tool (MCP, "Tools"). */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, boolean>>;
}

/** What a call of a tool asks. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** Names of arguments that stand in the path and in the query. */
  readonly inPath: readonly string[];
  readonly inQuery: readonly string[];
  /** Whether the body's members are arguments of their own. */
  readonly isFlat: boolean;
  readonly hasBody: boolean;
  readonly tool: Tool;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;
type Json = Readonly<Record<string, unknown>>;

/** Each operation of the stage's OpenAPI document, by the tool's name; those that change something only with `write`. */
export const operationsOf = (document: unknown, write: boolean): ReadonlyMap<string, Operation> => {
  const paths = membersOf(membersOf(document)["paths"]);
  const found = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = membersOf(item)[method];
      return isRecord(operation) && (write || method === "get")
        ? operationOf(document, path, method, operation)
        : [];
    }),
  );
  return new Map(found.map((each) => [each.tool.name, each]));
};

const operationOf = (document: unknown, path: string, method: string, operation: Json): Operation[] => {
  const id = operation["operationId"];
  if (typeof id !== "string") return [];
  const parameters = listOf(operation["parameters"]).map((each) => resolved(document, each));
  const named = (place: string) => parameters.filter((each) => each["in"] === place);
  const body = bodySchema(document, operation);
  const members = membersOf(body?.["properties"]);
  const names = [...named("path"), ...named("query")].map((each) => String(each["name"]));
  const isFlat = body?.["type"] === "object" && names.every((name) => !(name in members));
  const properties = {
    ...Object.fromEntries(
      [...named("path"), ...named("query")].map((each) => [String(each["name"]), parameterSchema(each)]),
    ),
    ...(body === undefined ? {} : isFlat ? members : { body }),
  };
  const required = [
    ...named("path").map((each) => String(each["name"])),
    ...(body === undefined ? [] : isFlat ? listOf(body["required"]).map(String) : ["body"]),
  ];
  const inputSchema = withDefinitions(document, {
    type: "object",
    properties,
    required,
    additionalProperties: false,
  });
  return [
    {
      method: method.toUpperCase(),
      path,
      inPath: named("path").map((each) => String(each["name"])),
      inQuery: named("query").map((each) => String(each["name"])),
      isFlat,
      hasBody: body !== undefined,
      tool: {
        name: id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        description: [operation["summary"], operation["description"]].filter(Boolean).join("\n\n"),
        inputSchema,
        annotations: {
          readOnlyHint: method === "get",
          destructiveHint: method === "delete",
          idempotentHint: method !== "post",
          openWorldHint: false,
        },
      },
    },
  ];
};

const bodySchema = (document: unknown, operation: Json): Json | undefined => {
  const content = membersOf(membersOf(operation["requestBody"])["content"])["application/json"];
  const schema = membersOf(content)["schema"];
  return isRecord(schema) ? resolved(document, schema) : undefined;
};

const parameterSchema = ({ schema, description }: Json): Json => ({
  ...membersOf(schema),
  ...(typeof description === "string" ? { description } : {}),
});

const REFERENCE = "#/components/";

const resolved = (document: unknown, value: unknown): Json => {
  const reference = membersOf(value)["$ref"];
  if (typeof reference !== "string" || !reference.startsWith(REFERENCE)) return membersOf(value);
  const parts = reference.slice(2).split("/");
  return membersOf(parts.reduce<unknown>((at, part) => membersOf(at)[part], document));
};

/** What the schema refers to, within it. */
const withDefinitions = (document: unknown, schema: Json): Json => {
  const definitions: Record<string, unknown> = {};
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (!isRecord(value)) return value;
    const reference = value["$ref"];
    if (typeof reference !== "string")
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [
          name,
          name === "mapping" ? pointedTo(each) : moved(each),
        ]),
      );
    const name = reference.split("/").at(-1) ?? "";
    if (!(name in definitions)) {
      definitions[name] = {};
      definitions[name] = moved(resolved(document, { $ref: reference }));
    }
    const { $ref: _, ...rest } = value;
    return { ...membersOf(moved(rest)), $ref: `#/$defs/${name}` };
  };
  const said = membersOf(moved(schema));
  return Object.keys(definitions).length === 0 ? said : { ...said, $defs: definitions };
};

const pointedTo = (mapping: unknown): unknown =>
  Object.fromEntries(
    Object.entries(membersOf(mapping)).map(([name, to]) => [name, `#/$defs/${String(to).split("/").at(-1)}`]),
  );

const membersOf = (value: unknown): Json => (isRecord(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
