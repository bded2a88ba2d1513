import type { Subscription } from "../api/resources.ts";

type Entry = Subscription["history"][number];

const DECISIONS: ReadonlySet<string> = new Set([
  "approve",
  "reject",
  "approve-renewal",
  "reject-renewal",
  "approve-plan-change",
  "reject-plan-change",
] satisfies Entry["action"][]);

/** What was decided last of a subscription: by whom and when. Nothing where it was withdrawn, lapsed or added. */
export const lastDecision = ({ history }: Pick<Subscription, "history">): Entry | undefined =>
  history.findLast(({ action }) => DECISIONS.has(action));
