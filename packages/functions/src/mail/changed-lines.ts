import type { Changed } from "@latchkey/core/subscription/approved";
import { humanTime } from "./human-time.ts";

/** What an approval grants otherwise than it was asked, a line for each. */
export const changedLines = ({ plan, scopes, expiresAt }: Changed): string[] => [
  ...(plan ? [`Plan: ${plan.to} in place of ${plan.from ?? "none"}`] : []),
  ...(scopes ? [`Scopes: ${scopes.to.join(", ")} in place of ${scopes.from?.join(", ") ?? "all"}`] : []),
  ...(expiresAt
    ? [`End: ${humanTime(expiresAt.to)} in place of ${expiresAt.from ? humanTime(expiresAt.from) : "none"}`]
    : []),
];
