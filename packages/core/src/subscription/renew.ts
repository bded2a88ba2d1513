import { isoTime } from "../clock.ts";
import { Refusal } from "../refusal.ts";
import { hasRequest, newRequest } from "./pending-request.ts";
import { statusAt } from "./status-at.ts";
import type { ActionContext, Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionReads } from "./subscription-work.ts";
import { endOfTerm, type Term } from "./term.ts";

/**
 * The consumer's team asks for another term. An expired subscription may be renewed too, until a later application has
 * taken its place (`refuseReplaced`). It is decided like an application for its plan.
 */
export const renew = (current: Subscription, context: ActionContext, now: number): Step | undefined => {
  const { status, expiresAt } = current;
  if (hasRequest(current) || expiresAt === undefined || (status !== "active" && status !== "expired"))
    return undefined;
  const renewal = newRequest(current, context, now);
  return {
    change: { renewal, application: renewal.application },
    event: "subscription.renewal-requested",
  };
};

/** The new term begins at the end of the former one, or now where that has passed. */
export const approveRenewal = (current: Subscription, term: Term, now: number): Step | undefined => {
  if (!current.renewal) return undefined;
  const from = Math.max(now, Date.parse(current.expiresAt ?? isoTime(now)));
  return {
    ...(current.status === "expired" ? { to: "active" as const } : {}),
    // A plan that no longer has a length renews without an end: the former end must not stay.
    change: { renewal: null, expiresAt: null, termDays: null, ...endOfTerm(term, from) },
    event: "subscription.renewed",
    action: "approve-renewal",
  };
};

export const rejectRenewal = ({ renewal }: Subscription): Step | undefined =>
  renewal && {
    change: { renewal: null },
    event: "subscription.renewal-rejected",
    action: "reject-renewal",
  };

/** A renewal ends with no decision: its subscription is replaced, or its consumer deleted. */
export const endRenewal = ({ renewal }: Subscription): Step | undefined =>
  renewal && { change: { renewal: null }, event: "subscription.renewal-rejected" };

/** An expired one does not come back once there is a later one: that is what its consumer asked for instead. */
export const refuseReplaced = async (
  work: Pick<SubscriptionReads, "stores" | "now">,
  { id, consumerId, service, ...rest }: Subscription,
): Promise<void> => {
  if (statusAt(rest, work.now) !== "expired") return;
  const latest = await work.stores.currentSubscription(consumerId, service);
  if (latest !== undefined && latest.id !== id)
    throw new Refusal("invalid-transition", "A later application has taken its place.", { state: "expired" });
};
