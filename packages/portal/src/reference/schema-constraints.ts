import type { Json } from "./json-value.ts";

const WITH_VALUE = [
  "const",
  "default",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;
const FLAGS = ["uniqueItems", "readOnly", "writeOnly", "deprecated"] as const;

export type ConstraintKind = "enum" | "example" | (typeof WITH_VALUE)[number] | (typeof FLAGS)[number];

/** What a value must be beside its type (JSON Schema, validation), with its bound as text. */
export interface Constraint {
  kind: ConstraintKind;
  value: string;
}

const LONGEST = 200;
const MOST_VALUES = 40;

const written = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

export const constraintsOf = (schema: Json): Constraint[] => {
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  const some = values.slice(0, MOST_VALUES).map(written).join(", ");
  const example =
    schema["example"] ?? (Array.isArray(schema["examples"]) ? schema["examples"][0] : undefined);
  const isShort = example !== undefined && typeof example !== "object";
  return [
    ...(values.length === 0
      ? []
      : [{ kind: "enum" as const, value: values.length > MOST_VALUES ? `${some}, …` : some }]),
    ...WITH_VALUE.filter((kind) => schema[kind] !== undefined && typeof schema[kind] !== "boolean").map(
      (kind) => ({ kind, value: written(schema[kind]) }),
    ),
    ...(typeof schema["const"] === "boolean" || typeof schema["default"] === "boolean"
      ? (["const", "default"] as const)
          .filter((kind) => typeof schema[kind] === "boolean")
          .map((kind) => ({ kind, value: String(schema[kind]) }))
      : []),
    ...FLAGS.filter((kind) => schema[kind] === true).map((kind) => ({ kind, value: "" })),
    ...(isShort ? [{ kind: "example" as const, value: written(example) }] : []),
  ];
};
