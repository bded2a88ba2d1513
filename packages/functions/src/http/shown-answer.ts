import type * as z from "zod/mini";
import type { Answer } from "./answer.ts";
import { contentTag } from "./etag.ts";
import type { Operation } from "./operation.ts";

/**
 * The part of an answer that leaves: the members that its schema names, and no other member of a record. They are in the
 * order of the schema, and maps in the order of their keys: so the text is the same whether the record was just made or read
 * from the table, which keeps no order. The tag of a list is made from what it shows.
 *
 * @throws Error for a body that no schema describes: none of its members is known to be meant for the caller.
 */
export const shownAnswer = ({ answer: schema }: Pick<Operation, "answer">, answer: Answer): Answer => {
  if (answer.body === undefined || typeof answer.body === "string") return answer;
  if (!schema) throw new Error("The answer has a body, and its operation no schema for it.");
  const body = shown(schema, answer.body);
  return { ...answer, body, ...(answer.etag === "of-content" ? { etag: contentTag(body) } : {}) };
};

/** By its definition's name: asking for zod's own classes would bring all of zod into every bundle. */
const defOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def;

const shown = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  const def = defOf(schema);
  switch (def.type) {
    case "array":
      return Array.isArray(value) ? value.map((item) => shown(def.element, item)) : value;
    case "object":
      return members(def, value);
    case "record": {
      const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
      return Object.fromEntries(entries.map(([key, item]) => [key, shown(def.valueType, item)]));
    }
    case "union": {
      // One without a discriminator has a map and texts to choose from: a map is shown as it is.
      if (!("discriminator" in def)) return value;
      const option = def.options.find((each) => fits(each, String(def.discriminator), value));
      return option && shown(option, value);
    }
    case "optional":
    case "nullable":
    case "default":
      return shown(def.innerType, value);
    case "pipe":
      return shown(def.out, value);
    case "unknown":
      return value;
    default:
      throw new Error(`An answer has an object where its schema says ${def.type}.`);
  }
};

/** Those that an open object (the settings of a plugin) does not name come last. */
const members = ({ shape, catchall }: z.core.$ZodObjectDef, value: object): object => {
  const given = new Map<string, unknown>(Object.entries(value));
  const named = Object.entries(shape).flatMap(([name, schema]) =>
    given.has(name) ? [[name, shown(schema, given.get(name))] as const] : [],
  );
  const isOpen = catchall !== undefined && defOf(catchall).type !== "never";
  const others = isOpen ? [...given].filter(([name]) => !Object.hasOwn(shape, name)) : [];
  return Object.fromEntries([...named, ...others]);
};

const fits = (option: z.core.$ZodType, discriminator: string, value: object): boolean => {
  const def = defOf(option);
  const field = def.type === "object" ? def.shape[discriminator] : undefined;
  const named = field && defOf(field);
  const said: unknown = Object.entries(value).find(([name]) => name === discriminator)?.[1];
  return named?.type === "literal" && named.values.some((each) => each === said);
};
