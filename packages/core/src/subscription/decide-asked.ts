import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import type { Patch } from "../resource.ts";
import type { Subscription, SubscriptionStatus } from "./subscription.ts";
import { endOfTerm, type Term } from "./term.ts";

/** What a command does: nothing of the status where `to` is absent; `action` is how the history names it. */
export interface Step {
  to?: SubscriptionStatus;
  change?: Patch<Subscription>;
  event: EventType;
  action?: string;
}

/*
 * Decisions on what is asked for beside a running subscription: a renewal or a change of plan, never both. Nothing
 * where nothing is asked.
 */

export const approveAsked = (current: Subscription, term: Term, now: number): Step | undefined => {
  if (current.renewal) {
    const from = Math.max(now, Date.parse(current.expiresAt ?? isoTime(now)));
    return {
      ...(current.status === "expired" ? { to: "active" as const } : {}),
      // A plan that no longer has a length renews without an end: the former end must not stay.
      change: { renewal: null, expiresAt: null, termDays: null, ...endOfTerm(term, from) },
      event: "subscription.renewed",
      action: "approve-renewal",
    };
  }
  if (current.planChange)
    return {
      change: { plan: current.planChange.plan, planChange: null },
      event: "subscription.plan-changed",
      action: "approve-plan-change",
    };
  return undefined;
};

export const rejectAsked = (current: Subscription): Step | undefined => {
  if (current.renewal)
    return { change: { renewal: null }, event: "subscription.renewal-rejected", action: "reject-renewal" };
  if (current.planChange)
    return {
      change: { planChange: null },
      event: "subscription.plan-change-rejected",
      action: "reject-plan-change",
    };
  return undefined;
};

export const lapseAsked = (current: Subscription): Step | undefined => {
  const step = rejectAsked(current);
  return (
    step && { ...step, action: step.action === "reject-renewal" ? "lapse-renewal" : "lapse-plan-change" }
  );
};
