import { hasRequest, newRequest } from "./pending-request.ts";
import type { ActionContext, Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";
import { endOfRenewal, type Term, termStart } from "./term.ts";

/**
 * The consumer's team asks for another term. An expired subscription may be renewed too, until a later application has
 * taken its place (`outOfPlace`). It is decided like an application for its plan.
 */
export const renew = (current: Subscription, context: ActionContext, now: number): Step | undefined => {
  const { status, expiresAt } = current;
  if (hasRequest(current) || expiresAt === undefined || (status !== "active" && status !== "expired"))
    return undefined;
  const renewal = newRequest(current, context, now);
  return {
    change: { renewal, approvals: null, application: renewal.application },
    event: "subscription.renewal-requested",
  };
};

/** The new term begins at the end of the former one, or now where that has passed; it ends with the service at the latest. */
export const approveRenewal = (current: Subscription, term: Term, now: number): Step | undefined => {
  if (!current.renewal) return undefined;
  const from = termStart(current, now);
  return {
    ...(current.status === "expired" ? { to: "active" as const } : {}),
    // A plan that no longer has a length renews without an end: the former end must not stay.
    change: { renewal: null, expiresAt: null, termDays: null, ...endOfRenewal(term, from) },
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
