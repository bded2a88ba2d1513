import * as z from "#schema";

/** Who has approved, as histories name them, and when; and the approver in whose place a delegate did. */
export const Approval = z.object({ by: z.string(), at: z.string(), delegateOf: z.optional(z.string()) });
export type Approval = z.infer<typeof Approval>;

export const ChangedText = z.object({ from: z.optional(z.string()), to: z.string() });
export const ChangedScopes = z.object({ from: z.optional(z.array(z.string())), to: z.array(z.string()) });

/** What an approval grants otherwise than it was asked: what it would have been, and what it is. */
export const Changed = z.object({
  plan: z.optional(ChangedText),
  scopes: z.optional(ChangedScopes),
  expiresAt: z.optional(ChangedText),
});
export type Changed = z.infer<typeof Changed>;
