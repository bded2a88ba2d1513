import * as z from "zod/mini";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";

/**
 * The answer with its members in the order of its schema, and maps in that of their keys: whether it was made just now or
 * read from the table, which keeps no order, it is the same text.
 */
export const inOneOrder = ({ answer: schema }: Pick<Operation, "answer">, answer: Answer): Answer =>
  schema && typeof answer.body === "object" ? { ...answer, body: ordered(schema, answer.body) } : answer;

const ordered = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (schema instanceof z.core.$ZodArray)
    return Array.isArray(value) ? value.map((item) => ordered(schema._zod.def.element, item)) : value;
  if (schema instanceof z.core.$ZodObject) return members(schema._zod.def.shape, value);
  if (schema instanceof z.core.$ZodRecord) {
    const { valueType } = schema._zod.def;
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([key, item]) => [key, ordered(valueType, item)]));
  }
  if (schema instanceof z.core.$ZodDiscriminatedUnion) {
    const option = schema._zod.def.options.find((each) => fits(each, schema._zod.def.discriminator, value));
    return option ? ordered(option, value) : value;
  }
  const inner = innerOf(schema);
  return inner ? ordered(inner, value) : value;
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
  if (!(option instanceof z.core.$ZodObject)) return false;
  const field = option._zod.def.shape[discriminator];
  const said: unknown = Object.entries(value).find(([name]) => name === discriminator)?.[1];
  return field instanceof z.core.$ZodLiteral && field._zod.def.values.some((each) => each === said);
};

const innerOf = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault
  )
    return schema._zod.def.innerType;
  return schema instanceof z.core.$ZodPipe ? schema._zod.def.out : undefined;
};
