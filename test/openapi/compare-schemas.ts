import { type Json, list, object, resolved } from "./json-value.ts";

export interface Compared {
  before: Json;
  after: Json;
}

/** What no longer fits, each as a line that names its place. */
type Breaks = string[];

const DEEPEST = 16;
const LEAST = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;
const MOST = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;

type Compare = (documents: Compared, one: unknown, other: unknown, at: string, depth?: number) => Breaks;

/** Compares two schemas, and what they hold: members, items and variants. */
const comparison = (breaks: (before: Json, after: Json, at: string) => Breaks): Compare => {
  const compare: Compare = (documents, one, other, at, depth = 0) => {
    if (depth > DEEPEST) return [];
    const before = resolved(documents.before, one);
    const after = resolved(documents.after, other);
    return [...breaks(before, after, at), ...inside(documents, before, after, at, depth, compare)];
  };
  return compare;
};

/** How a request that was taken before may be refused now: what is asked for has become narrower. */
export const narrowed = comparison((before, after, at) => [
  ...typesOf(before)
    .filter((type) => !takes(after, type))
    .map((type) => `${at}: ${type} is no longer taken`),
  ...lostValues(before, after, at),
  ...LEAST.filter((name) => number(after, name, -Infinity) > number(before, name, -Infinity)).map(
    (name) => `${at}: ${name} is higher`,
  ),
  ...MOST.filter((name) => number(after, name, Infinity) < number(before, name, Infinity)).map(
    (name) => `${at}: ${name} is lower`,
  ),
  ...patternsOf(after)
    .filter((pattern) => !patternsOf(before).includes(pattern))
    .map((pattern) => `${at}: has to match ${pattern}`),
  ...requiredOf(after)
    .filter((name) => !requiredOf(before).includes(name))
    .map((name) => `${at}/${name}: is required`),
  ...(after["additionalProperties"] === false
    ? [
        ...Object.keys(object(before["properties"]))
          .filter((name) => !(name in object(after["properties"])))
          .map((name) => `${at}/${name}: is no longer taken`),
        ...(before["additionalProperties"] === false || before["type"] !== "object"
          ? []
          : [`${at}: other members are no longer taken`]),
      ]
    : []),
]);

/** How an answer may no longer be what was promised before. It may gain members and values. */
export const weakened = comparison((before, after, at) => [
  ...typesOf(after)
    .filter((type) => !takes(before, type))
    .map((type) => `${at}: may be ${type}`),
  ...Object.keys(object(before["properties"]))
    .filter((name) => !(name in object(after["properties"])))
    .map((name) => `${at}/${name}: is gone`),
  ...requiredOf(before)
    .filter((name) => name in object(after["properties"]) && !requiredOf(after).includes(name))
    .map((name) => `${at}/${name}: may be absent`),
]);

const inside = (
  documents: Compared,
  before: Json,
  after: Json,
  at: string,
  depth: number,
  compare: Compare,
): Breaks => {
  const properties = object(after["properties"]);
  const variants = variantsOf(documents.after, after);
  return [
    ...Object.entries(object(before["properties"])).flatMap(([name, schema]) =>
      name in properties ? compare(documents, schema, properties[name], `${at}/${name}`, depth + 1) : [],
    ),
    ...(before["items"] !== undefined && after["items"] !== undefined
      ? compare(documents, before["items"], after["items"], `${at}/*`, depth + 1)
      : []),
    ...[...variantsOf(documents.before, before)].flatMap(([key, schema]) =>
      variants.has(key)
        ? compare(documents, schema, variants.get(key), `${at}(${key})`, depth + 1)
        : [`${at}(${key}): is gone`],
    ),
  ];
};

/** The alternatives of a union, told apart by their constant members, else by their type. */
const variantsOf = (document: Json, schema: Json): Map<string, Json> =>
  new Map(
    [...list(schema["oneOf"]), ...list(schema["anyOf"])].map((each) => {
      const variant = resolved(document, each);
      const constants = Object.entries(object(variant["properties"])).flatMap(([name, of]) =>
        "const" in object(of) ? [`${name}=${String(object(of)["const"])}`] : [],
      );
      return [constants.join(",") || typesOf(variant).join("|"), variant];
    }),
  );

const typesOf = ({ type, oneOf, anyOf }: Json): string[] =>
  oneOf || anyOf ? [] : (Array.isArray(type) ? type : [type]).filter((each) => typeof each === "string");

const takes = (schema: Json, type: string): boolean => {
  const types = typesOf(schema);
  return types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number"));
};

const lostValues = (before: Json, after: Json, at: string): Breaks => {
  const values = (schema: Json) =>
    "const" in schema ? [schema["const"]] : schema["enum"] === undefined ? undefined : list(schema["enum"]);
  const now = values(after);
  if (now === undefined) return [];
  const lost = values(before)?.filter((value) => !now.includes(value));
  if (lost === undefined) return [`${at}: only some values are taken`];
  return lost.map((value) => `${at}: ${String(value)} is no longer taken`);
};

const requiredOf = (schema: Json): string[] => list(schema["required"]).map(String);
const patternsOf = (schema: Json): string[] =>
  [schema, ...list(schema["allOf"]).map(object)]
    .flatMap(({ pattern, format }) => [pattern, format])
    .filter((each) => typeof each === "string");
const number = (schema: Json, name: string, otherwise: number): number => {
  const value = schema[name];
  return typeof value === "number" ? value : otherwise;
};
