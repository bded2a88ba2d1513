import type * as z from "zod/mini";
import type { ProblemCode } from "../problem/problem-document.ts";

/**
 * What the OpenAPI document says of a schema beyond its constraints. It is in a separate file, which only the document
 * imports, so that no Lambda contains the texts (docs/decisions/0071).
 */
export interface SchemaDocs {
  schema: z.ZodMiniType;
  /** Its name among the document's components. */
  name: string;
  description: string;
  /** Where it occurs: schemas with defaults read differently in a request and in an answer. */
  side: "request" | "answer" | "both";
  /** By property; only objects have any. */
  properties?: Readonly<Record<string, string>>;
  example?: unknown;
}

/** One text for each property: one that is missing does not compile. */
export type PropertyTexts<S extends z.ZodMiniObject> = { readonly [K in keyof S["shape"] & string]: string };

interface ObjectTexts<S extends z.ZodMiniObject, E> {
  description: string;
  properties: PropertyTexts<S>;
  example?: E;
}

export const requestObject = <S extends z.ZodMiniObject>(
  name: string,
  schema: S,
  texts: ObjectTexts<S, z.input<S>>,
): SchemaDocs => ({ side: "request", name, schema, ...texts });

export const answerObject = <S extends z.ZodMiniObject>(
  name: string,
  schema: S,
  texts: ObjectTexts<S, z.output<S>>,
): SchemaDocs => ({ side: "answer", name, schema, ...texts });

/** A union, or a map whose members have no names of ours. */
export const requestUnion = (name: string, schema: z.ZodMiniType, description: string): SchemaDocs => ({
  side: "request",
  name,
  schema,
  description,
});

export const answerUnion = (name: string, schema: z.ZodMiniType, description: string): SchemaDocs => ({
  side: "answer",
  name,
  schema,
  description,
});

/** An enumeration or a form of text, the same in requests and answers. */
export const vocabulary = (name: string, schema: z.ZodMiniType, description: string): SchemaDocs => ({
  side: "both",
  name,
  schema,
  description,
});

export interface OperationDocs {
  tag: string;
  description: string;
  /** The codes that this operation gives beside those that every operation of its form gives. */
  refuses: readonly ProblemCode[];
  /** Of query parameters. */
  query?: Readonly<Record<string, string>>;
  /** A POST that changes something that exists: it takes `If-Match`. */
  changesExisting?: true;
  /** With `Accept: application/x-ndjson` it answers JSON lines. */
  exportsLines?: true;
  /** The answer has no ETag. */
  withoutTag?: true;
}

export interface NounDocs {
  /** By name. */
  tags: Readonly<Record<string, string>>;
  schemas: readonly SchemaDocs[];
  operations: Readonly<Record<string, OperationDocs>>;
}

/** The docs of exactly the operations that a noun has: one that is missing does not compile. */
export const nounDocs = <Operations extends Readonly<Record<string, unknown>>>(docs: {
  tags: Readonly<Record<string, string>>;
  schemas: readonly SchemaDocs[];
  operations: { readonly [K in keyof Operations & string]: OperationDocs };
}): NounDocs => docs;

/** The schema inside of what makes it optional, nullable, a default or a list. */
export type Inner<S> =
  S extends z.ZodMiniOptional<infer T>
    ? Inner<T>
    : S extends z.ZodMiniNullable<infer T>
      ? Inner<T>
      : S extends z.ZodMiniDefault<infer T>
        ? Inner<T>
        : S extends z.ZodMiniArray<infer T>
          ? Inner<T>
          : S;

export const inner = <S extends z.core.$ZodType>(schema: S): Inner<S> => {
  let at: z.core.$ZodType = schema;
  for (;;) {
    const { def } = (at as z.core.$ZodTypes)._zod;
    if (def.type === "array") at = def.element;
    else if (def.type === "optional" || def.type === "nullable" || def.type === "default") at = def.innerType;
    else return at as Inner<S>;
  }
};
