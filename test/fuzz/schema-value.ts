import { HOSTILE_TEXTS } from "./hostile-values.ts";
import type { Random } from "./random.ts";

export type Schema = Readonly<Record<string, unknown>>;

export interface Growing {
  random: Random;
  /** Contained in every text. */
  stem: string;
  known(name: string): unknown;
}

const schemaOf = (value: unknown): Schema => (Object(value) === value ? { ...(value as object) } : {});
const schemas = (value: unknown): Schema[] => (Array.isArray(value) ? value.map(schemaOf) : []);

/** How often a member that may be left out is there. */
const SHARE_OF_OPTIONAL = 0.25;

/** A value that a JSON Schema allows, or nearly: formats and patterns are met by the names of members. */
export const schemaValue = (schema: Schema, growing: Growing, name = ""): unknown => {
  const { random, known, stem } = growing;
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return random.pick<unknown>(schema["enum"]);
  const variants = [...schemas(schema["anyOf"]), ...schemas(schema["oneOf"])];
  if (variants.length > 0) return schemaValue(random.pick(variants), growing, name);
  const value = known(name);
  if (value !== undefined && fits(schema, value)) return value;
  switch (schema["type"]) {
    case "object":
      return objectOf(schema, growing);
    case "array":
      return Array.from({ length: 1 + random.below(2) }, () =>
        schemaValue(schemaOf(schema["items"]), growing, `${name} item`),
      );
    case "integer":
    case "number":
      return random.pick([schema["minimum"] ?? 1, 1, 5, schema["maximum"] ?? 1000]);
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    case "string":
      return random.chance(0.8) ? textOf(schema, stem) : random.pick(HOSTILE_TEXTS);
    default:
      return random.pick([stem, { [stem]: [stem] }, 1]);
  }
};

const fits = ({ type }: Schema, value: unknown): boolean =>
  type === undefined ||
  (type === "array"
    ? Array.isArray(value)
    : type === "integer"
      ? typeof value === "number"
      : typeof value === type);

const textOf = ({ pattern, format }: Schema, stem: string): string => {
  const tries = [stem, `a@${stem}.test`, `/${stem}`, "2027-01-01T00:00:00Z", "GET", `${stem}.test`, "a1"];
  if (format === "email") return `a@${stem}.test`;
  return tries.find((each) => typeof pattern !== "string" || new RegExp(pattern, "u").test(each)) ?? stem;
};

const objectOf = (schema: Schema, growing: Growing): unknown => {
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  const properties = Object.entries(schemaOf(schema["properties"]));
  const members = properties
    .filter(([name]) => required.has(name) || growing.random.chance(SHARE_OF_OPTIONAL))
    .map(([name, of]) => [name, schemaValue(schemaOf(of), growing, name)] as const);
  const further =
    properties.length === 0 && Object(schema["additionalProperties"]) === schema["additionalProperties"]
      ? [[`x-${growing.stem}`, schemaValue(schemaOf(schema["additionalProperties"]), growing)] as const]
      : [];
  return Object.fromEntries([...members, ...further]);
};
