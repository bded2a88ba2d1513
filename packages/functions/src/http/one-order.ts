import type * as z from "zod/mini";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";

/**
 * The answer with its members in the order of its schema, and maps in that of their keys: whether it was made just now or
 * read from the table, which keeps no order, it is the same text.
 */
export const inOneOrder = ({ answer: schema }: Pick<Operation, "answer">, answer: Answer): Answer =>
  schema && typeof answer.body === "object" ? { ...answer, body: ordered(schema, answer.body) } : answer;

/** By its definition's name: asking for zod's own classes would bring all of zod into every bundle. */
const defOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def;

const ordered = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  const def = defOf(schema);
  switch (def.type) {
    case "array":
      return Array.isArray(value) ? value.map((item) => ordered(def.element, item)) : value;
    case "object":
      return members(def.shape, value);
    case "record": {
      const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
      return Object.fromEntries(entries.map(([key, item]) => [key, ordered(def.valueType, item)]));
    }
    case "union": {
      if (!("discriminator" in def)) return value;
      const option = def.options.find((each) => fits(each, String(def.discriminator), value));
      return option ? ordered(option, value) : value;
    }
    case "optional":
    case "nullable":
    case "default":
      return ordered(def.innerType, value);
    case "pipe":
      return ordered(def.out, value);
    default:
      return value;
  }
};

/** Those that the schema does not name come last, as they are. */
const members = (shape: Readonly<Record<string, z.core.$ZodType>>, value: object): object => {
  const given = new Map<string, unknown>(Object.entries(value));
  const named = Object.entries(shape).flatMap(([name, schema]) =>
    given.has(name) ? [[name, ordered(schema, given.get(name))] as const] : [],
  );
  const others = [...given].filter(([name]) => !Object.hasOwn(shape, name));
  return Object.fromEntries([...named, ...others]);
};

const fits = (option: z.core.$ZodType, discriminator: string, value: object): boolean => {
  const def = defOf(option);
  const field = def.type === "object" ? def.shape[discriminator] : undefined;
  const named = field && defOf(field);
  const said: unknown = Object.entries(value).find(([name]) => name === discriminator)?.[1];
  return named?.type === "literal" && named.values.some((each) => each === said);
};
