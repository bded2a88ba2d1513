import * as z from "zod/mini";

/** Whether an answer shows it, for every field of a record: a new one does not compile before that is decided. */
type Decided<Shape> = { readonly [Field in keyof Shape]-?: boolean };

type Shown<Shape, D> = {
  -readonly [Field in keyof Shape as Field extends keyof D
    ? D[Field] extends true
      ? Field
      : never
    : never]: Shape[Field];
};

/** The schema of what is shown of a record, in the record's own order. */
export const viewOf = <Shape extends z.core.$ZodShape, const D extends Decided<Shape>>(
  record: z.ZodMiniObject<Shape>,
  shown: D & Record<Exclude<keyof D, keyof Shape>, never>,
) => {
  const named = new Map<string, boolean>(Object.entries(shown));
  const fields = Object.entries(record.shape).filter(([name]) => named.get(name) === true);
  return z.object(Object.fromEntries(fields) as Shown<Shape, D>);
};
