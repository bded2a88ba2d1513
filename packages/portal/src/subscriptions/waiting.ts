import type { Subscription } from "../api/resources.ts";

export type ApplicationKind = "application" | "renewal" | "plan-change";

/** What of a subscription waits for a decision, if anything. */
export const askedOf = (
  subscription: Pick<Subscription, "status" | "renewal" | "planChange">,
): ApplicationKind | undefined => {
  if (subscription.status === "pending") return "application";
  if (subscription.renewal) return "renewal";
  return subscription.planChange ? "plan-change" : undefined;
};

export const isWaiting = (subscription: Parameters<typeof askedOf>[0]): boolean =>
  askedOf(subscription) !== undefined;

/** What says since when a decision is asked for. */
export type Asked = Pick<Subscription, "status" | "appliedAt" | "renewal" | "planChange">;

/** Since when a decision is asked for, ISO 8601. */
export const askedSince = ({ status, appliedAt, renewal, planChange }: Asked): string | undefined =>
  status === "pending" ? appliedAt : (renewal ?? planChange)?.askedAt;

const WAITING_MS = 1000;
const QUIET_MS = 5000;

/** How often to ask again, in milliseconds: a decision is seen within two seconds, a suspension within six. */
export const pollEvery = (
  subscriptions: readonly Pick<Subscription, "status" | "renewal" | "planChange">[],
) => (subscriptions.some((each) => askedOf(each) !== undefined) ? WAITING_MS : QUIET_MS);
