import * as z from "zod/mini";
import type { SchemaDocs } from "../http/documented.ts";
import { isJson, type Json } from "./json.ts";

type Side = "request" | "answer";

const REFERENCE = "#/components/schemas/";
const IO = { request: "input", answer: "output" } as const;

/** The components of the document, and references to them. */
export interface ComponentSchemas {
  schemas: Record<string, Json>;
  /** A reference to a schema that has a name; else the schema itself. */
  refer(schema: z.core.$ZodType, side: Side): Json;
  /** The texts of a schema that has a name. */
  docsOf(schema: z.core.$ZodType): SchemaDocs | undefined;
}

/** @throws Error for a name of two schemas. */
export const componentSchemas = (docs: readonly SchemaDocs[]): ComponentSchemas => {
  const bySchema = new Map<z.core.$ZodType, SchemaDocs>(docs.map((each) => [each.schema, each]));
  const schemas: Record<string, Json> = {};
  for (const side of ["request", "answer"] as const)
    for (const [name, schema] of Object.entries(converted(docs, side))) {
      const known = schemas[name];
      if (known && JSON.stringify(known) !== JSON.stringify(schema))
        throw new Error(`${name} is named twice, or reads differently in requests and answers.`);
      schemas[name] = schema;
    }
  const vocabularies = vocabulariesOf(docs, schemas);
  return {
    schemas: Object.fromEntries(
      Object.entries(schemas)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, schema]) => [name, withVocabularies(schema, vocabularies, name)]),
    ),
    docsOf: (schema) => bySchema.get(schema),
    refer: (schema, side) => {
      const named = bySchema.get(schema);
      return named
        ? { $ref: `${REFERENCE}${named.name}` }
        : ownCopy(withVocabularies(plain(schema, side), vocabularies));
    },
  };
};

const converted = (docs: readonly SchemaDocs[], side: Side): Record<string, Json> => {
  const of = docs.filter((each) => each.side === side || each.side === "both");
  const registry = z.registry<{ id: string }>();
  for (const { schema, name } of of) {
    if (registry.has(schema)) throw new Error(`The schema of ${name} has another name too.`);
    registry.add(schema, { id: name });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: IO[side],
    unrepresentable: "any",
    uri: (id) => `${REFERENCE}${id}`,
  });
  return Object.fromEntries(
    of.map((each) => {
      const { $schema: _dialect, $id: _id, ...rest } = ownCopy(schemas[each.name]);
      return [each.name, described(open(rest, side), each)];
    }),
  );
};

/** The names of enumerations by their values: a field of a request may have a schema of its own with the same values. */
const vocabulariesOf = (docs: readonly SchemaDocs[], schemas: Record<string, Json>): Map<string, string> => {
  const found = new Map<string, string>();
  for (const { name, side } of docs) {
    const values = side === "both" ? schemas[name]?.["enum"] : undefined;
    if (!values) continue;
    const known = found.get(JSON.stringify(values));
    if (known !== undefined && known !== name) throw new Error(`${known} and ${name} have the same values.`);
    found.set(JSON.stringify(values), name);
  }
  return found;
};

const withVocabularies = (schema: Json, names: ReadonlyMap<string, string>, own?: string): Json => {
  const name = names.get(JSON.stringify(schema["enum"]) ?? "");
  if (name !== undefined && name !== own) {
    const { type: _type, enum: _enum, ...rest } = schema;
    return { ...rest, $ref: `${REFERENCE}${name}` };
  }
  const inside = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(inside) : isJson(value) ? withVocabularies(value, names) : value;
  const { examples, default: byDefault, ...rest } = schema;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inside(value)])),
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(examples === undefined ? {} : { examples }),
  };
};

/** Schemas that occur in several places share their objects. */
const ownCopy = (schema: unknown): Json => JSON.parse(JSON.stringify(schema ?? {}));

/** Answers may gain members: a client that refuses unknown ones would break by it. */
const open = (schema: Json, side: Side): Json => {
  if (side === "request" || schema["additionalProperties"] !== false) return schema;
  const { additionalProperties: _closed, ...rest } = schema;
  return rest;
};

const described = (
  schema: Json,
  { description, properties = {}, example, schema: of }: SchemaDocs,
): Json => ({
  description,
  ...schema,
  ...(isJson(schema["properties"]) ? { properties: withTexts(schema["properties"], properties) } : {}),
  ...discriminated(schema, of),
  ...(example === undefined ? {} : { examples: [example] }),
});

/**
 * A default is told in words: generators that read the keyword make the property required in requests too, where it may
 * be left out.
 */
const withTexts = (properties: Json, texts: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const text = texts[name];
      if (!isJson(schema) || text === undefined) return [name, schema];
      const { default: byDefault, ...rest } = schema;
      const told = byDefault === undefined ? "" : ` Default: \`${JSON.stringify(byDefault)}\`.`;
      return [name, { description: text + told, ...rest }];
    }),
  );

/** Generators make a union of it that is told apart by the member. */
const discriminated = (schema: Json, of: z.core.$ZodType): Json => {
  const { def } = (of as z.core.$ZodTypes)._zod;
  if (def.type !== "union" || !("discriminator" in def) || !Array.isArray(schema["oneOf"])) return {};
  const propertyName = String(def.discriminator);
  const values = def.options.map((option) => constantOf(option, propertyName));
  const references = schema["oneOf"].map((variant: unknown) =>
    isJson(variant) ? variant["$ref"] : undefined,
  );
  return {
    discriminator: {
      propertyName,
      mapping: Object.fromEntries(values.map((value, index) => [value, references[index]])),
    },
  };
};

/** @throws Error for a variant that is not told apart by one value. */
const constantOf = (option: z.core.$ZodType, name: string): string => {
  const { def } = (option as z.core.$ZodTypes)._zod;
  const field =
    def.type === "object" ? (def.shape[name] as z.core.$ZodTypes | undefined)?._zod.def : undefined;
  const [value] = field?.type === "literal" ? field.values : [];
  if (typeof value !== "string") throw new Error(`A variant has no one value of ${name}.`);
  return value;
};

/** A schema without a name, inline. */
export const plain = (schema: z.core.$ZodType, side: Side): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: IO[side], unrepresentable: "any" });
  return ownCopy(open(rest, side));
};
