import { Refusal } from "../refusal.ts";
import type { Command } from "./decide-subscription.ts";
import { statusAt } from "./status-at.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/*
 * A deletion ends what its consumer had, only a little later: a pending application is withdrawn, a running subscription
 * cancelled. Until then it reads as if that were done.
 */

/** One step towards the end that its consumer's deletion brings. Nothing when there is nothing left to end. */
export const stepAfterDeletion = (subscription: Subscription, now: number): Command | undefined => {
  const status = statusAt(subscription, now);
  if (status === "pending") return { do: "withdraw" };
  if (isRunning(status)) return { do: "cancel" };
  if (status !== subscription.status) return { do: "expire" };
  return subscription.renewal ? { do: "end-renewal" } : undefined;
};

/** Why nothing can be done to a subscription whose consumer was deleted. */
export const refusalAfterDeletion = (subscription: Subscription, now: number): Refusal => {
  const status = statusAt(subscription, now);
  const ended = status === "pending" ? "withdrawn" : isRunning(status) ? "cancelled" : status;
  return new Refusal("invalid-transition", "The consumer was deleted.", { state: ended });
};
