import { isRecord } from "./same.ts";

/** The names of the fields that a schema of the stage's OpenAPI document has; of a choice, those of all that are in it. */
export const schemaFields =
  (document: unknown) =>
  (schema: string): ReadonlySet<string> =>
    new Set(fieldsOf(document, memberOf(memberOf(document, "components"), "schemas"), schema));

const fieldsOf = (document: unknown, schemas: unknown, name: string): string[] => {
  const schema = memberOf(schemas, name);
  const choices = memberOf(schema, "oneOf") ?? memberOf(schema, "anyOf");
  if (Array.isArray(choices))
    return choices.flatMap((each) => {
      const reference = memberOf(each, "$ref");
      return typeof reference === "string"
        ? fieldsOf(document, schemas, reference.split("/").at(-1) ?? "")
        : [];
    });
  const properties = memberOf(schema, "properties");
  if (!isRecord(properties)) throw new Error(`The stage's OpenAPI document has no ${name}.`);
  return Object.keys(properties);
};

const memberOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);
