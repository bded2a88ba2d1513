import * as z from "zod/mini";

/** A list in which no two items have the same key. */
export const eachOnce = <S extends z.core.$ZodType>(
  items: z.ZodMiniArray<S>,
  key: (item: z.output<S>) => string,
  what: string,
) => items.check(z.refine((given) => new Set(given.map(key)).size === given.length, `each ${what} once`));
