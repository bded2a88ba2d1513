import * as z from "#schema";

/** A position where a request may carry the credential; those that a credential names replace its type's own. */
export const Position = z.object({ where: z.enum(["header", "query", "cookie"]), name: z.string() });
export type Position = z.infer<typeof Position>;
