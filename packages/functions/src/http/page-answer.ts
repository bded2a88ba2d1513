import * as z from "zod/mini";

/** A page of a list as it is answered. */
export const PageAnswer = <S extends z.ZodMiniType>(item: S) =>
  z.object({ items: z.array(item), cursor: z.optional(z.string()) });
