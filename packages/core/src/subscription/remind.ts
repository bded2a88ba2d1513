import { SYSTEM } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import { nextRevision } from "../resource.ts";
import type { Commit } from "../store/change.ts";
import type { SubscriptionTask } from "./reminders-and-expiry.ts";
import type { Subscription, SubscriptionRecord } from "./subscription.ts";
import { subscriptionEvents } from "./subscription-events.ts";

/** What people are told as time passes: an approver again, the owners of the service's team, the consumer's team of its end. */
const TOLD = [
  ["remind", "subscription.reminder"],
  ["escalate", "subscription.escalation"],
  ["announce", "subscription.expiring"],
] as const satisfies readonly (readonly [SubscriptionTask, EventType])[];

/** The reminders that are due. */
export const toTell = (due: ReadonlySet<SubscriptionTask>): EventType[] =>
  TOLD.filter(([task]) => due.has(task)).map(([, event]) => event);

/** Sends reminders, and notes up to when they were given: none is given twice. */
export const remind = (
  { now, commit }: { now: number; commit: Commit<SubscriptionRecord> },
  subscription: Subscription,
  events: readonly EventType[],
): Promise<void> => {
  const at = isoTime(now);
  return commit({
    writes: [
      {
        write: "replace",
        record: { kind: "subscription", value: nextRevision(subscription, { remindedUntil: at }, at) },
      },
    ],
    events: subscriptionEvents(subscription, events, SYSTEM, undefined),
    result: { kind: "subscription", keys: { subscription: subscription.id } },
  });
};
