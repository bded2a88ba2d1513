import { pointedAt } from "./follow-references.ts";
import { type Json, list, object, text } from "./json-value.ts";
import { type Constraint, constraintsOf } from "./schema-constraints.ts";

/** One level of a schema: what it is, and what is in it as schemas that are not read yet. */
export interface SchemaLevel {
  /** `string (date-time)`, `list of Plan`, `Plan`; empty for any value. */
  type: string;
  description: string;
  constraints: readonly Constraint[];
  fields: readonly SchemaField[];
  /** Of which it is one (`oneOf`, `anyOf`). */
  variants: readonly SchemaVariant[];
}

export interface SchemaField {
  name: string;
  required: boolean;
  schema: unknown;
}

export interface SchemaVariant {
  name: string;
  schema: unknown;
}

const MOST_PARTS = 200;
const LONGEST_CHAIN = 10;

/**
 * Reads one level of a schema of a document. Any team may have written it: references are followed one at a time, only
 * into the document, and parts (`allOf`) to a bound, so that a schema that holds itself costs as much as one that does not.
 */
export const schemaLevel = (document: Json, schema: unknown): SchemaLevel => {
  const { name, parts } = partsOf(document, schema);
  const whole = merged(parts);
  const item = itemOf(document, whole);
  const holder = item ? partsOf(document, item).parts : parts;
  return {
    type: typeOf(document, whole, name),
    description: parts.map((part) => text(part["description"])).find((each) => each !== "") ?? "",
    constraints: constraintsOf(whole),
    fields: fieldsOf(holder),
    variants: variantsOf(document, holder),
  };
};

/** Whether there is anything to open. */
export const hasInside = ({ fields, variants }: SchemaLevel): boolean =>
  fields.length > 0 || variants.length > 0;

interface Parts {
  /** Of the last reference on the way. */
  name: string;
  parts: readonly Json[];
}

/** The schema with its references followed, and those that it is made of by `allOf`: the first says most. */
const partsOf = (document: Json, schema: unknown): Parts => {
  const parts: Json[] = [];
  const seen = new Set<string>();
  let name = "";
  const read = (given: unknown, isWhole: boolean) => {
    let found = object(given);
    for (let links = 0; typeof found["$ref"] === "string" && links < LONGEST_CHAIN; links += 1) {
      const { $ref, ...beside } = found;
      const reference = text($ref);
      if (isWhole) name = reference.split("/").at(-1) ?? "";
      if (seen.has(reference)) return;
      seen.add(reference);
      found = { ...object(reference.startsWith("#/") ? pointedAt(document, reference) : {}), ...beside };
    }
    if (parts.length >= MOST_PARTS) return;
    const { allOf, ...own } = found;
    parts.push(own);
    for (const part of list(allOf).slice(0, MOST_PARTS)) if (parts.length < MOST_PARTS) read(part, false);
  };
  read(schema, true);
  return { name, parts };
};

/** Of two that say the same the first holds. */
const merged = (parts: readonly Json[]): Json => Object.assign({}, ...parts.toReversed());

const fieldsOf = (parts: readonly Json[]): SchemaField[] => {
  const required = new Set(parts.flatMap((part) => list(part["required"])));
  const fields = new Map<string, SchemaField>();
  for (const part of parts) {
    for (const [name, schema] of Object.entries(object(part["properties"])).slice(0, MOST_PARTS))
      if (!fields.has(name)) fields.set(name, { name, required: required.has(name), schema });
    const others = part["additionalProperties"];
    if (typeof others === "object" && others !== null)
      fields.set("*", { name: "*", required: false, schema: others });
  }
  return [...fields.values()].slice(0, MOST_PARTS);
};

const variantsOf = (document: Json, parts: readonly Json[]): SchemaVariant[] =>
  parts
    .flatMap((part) => [...list(part["oneOf"]), ...list(part["anyOf"])])
    .slice(0, MOST_PARTS)
    .map((schema) => {
      const { name, parts: inside } = partsOf(document, schema);
      const whole = merged(inside);
      return { name: name || text(whole["title"]) || typeOf(document, whole, name), schema };
    });

const itemOf = (document: Json, schema: Json, depth = 0): unknown => {
  const { items } = schema;
  if (typeof items !== "object" || items === null) return undefined;
  const inner = merged(partsOf(document, items).parts);
  return depth < LONGEST_CHAIN ? (itemOf(document, inner, depth + 1) ?? items) : items;
};

const typeOf = (document: Json, schema: Json, name: string, depth = 0): string => {
  const types = [...(Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]])].filter(
    (each): each is string => typeof each === "string",
  );
  if (schema["nullable"] === true) types.push("null");
  const named = types.map((each) => {
    if (each === "array" && depth < LONGEST_CHAIN) {
      const { name: of, parts } = partsOf(document, schema["items"]);
      const item = typeOf(document, merged(parts), of, depth + 1);
      return item === "" ? "list" : `list of ${item}`;
    }
    const format = text(schema["format"]);
    if (each === "object" && name !== "") return name;
    return format === "" || each === "null" ? each : `${each} (${format})`;
  });
  return named.join(" | ") || name || text(schema["title"]);
};
