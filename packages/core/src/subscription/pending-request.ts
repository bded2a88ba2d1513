import { isoTime } from "../clock.ts";
import type { ActionContext } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** Whether a renewal or a change of plan is asked for: never both, so the second one is refused until the first is decided. */
export const hasRequest = ({ renewal, planChange }: Subscription): boolean =>
  renewal !== undefined || planChange !== undefined;

/** What is kept of a request that asks for a decision now. It is an application of its own number. */
export const newRequest = ({ application }: Subscription, { reason }: ActionContext, now: number) => ({
  askedAt: isoTime(now),
  application: application + 1,
  ...(reason ? { reason } : {}),
});

/** What ends with a subscription that ends. */
export const NO_REQUEST = { renewal: null, planChange: null };

/** Since when the provider is asked for a decision; nothing while it is not. */
export const waitsSince = (
  subscription: Pick<Subscription, "status" | "appliedAt" | "renewal" | "planChange">,
): string | undefined => {
  const { status, appliedAt, renewal, planChange } = subscription;
  return status === "pending" ? appliedAt : (renewal ?? planChange)?.askedAt;
};
