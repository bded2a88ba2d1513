import type { Anchor } from "@latchkey/core/audit/audit-store";
import * as z from "zod/mini";

const StoredAnchor = z.object({
  at: z.string(),
  heads: z.record(z.string(), z.object({ seq: z.number(), hash: z.string() })),
});

/** @throws when it is none: an anchor that cannot be read must not pass for one that is not there. */
export const parseAnchor = (text: string): Anchor => StoredAnchor.parse(JSON.parse(text));
