import { isoTime } from "../clock.ts";
import type { Timing } from "../due/timing.ts";
import type { EventType } from "../event/event.ts";
import { nextRevision } from "../resource.ts";
import type { Commit } from "../store/change.ts";
import { carryOut } from "./act-on-subscription.ts";
import { subscriptionDueAt, subscriptionTasks } from "./due-work.ts";
import type { Subscription, SubscriptionRecord } from "./subscription.ts";
import { subscriptionEvents } from "./subscription-events.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

export interface SubscriptionDueWork {
  stores: Pick<SubscriptionStore, "subscription">;
  timing: Timing;
  now: number;
  commit: Commit<SubscriptionRecord>;
}

const SYSTEM = { actor: "system" };
const IN_SILENCE = { actor: "system", reason: "nobody decided in time" };

/**
 * Does what has become due of one subscription: an end first, then a lapse, then what people are told. Each is a
 * transaction that remembers itself, so a late or repeated run finds nothing left to do.
 *
 * @param known the revision at which the index has called it due.
 * @throws Raced when somebody else changed it meanwhile: begin again.
 */
export const doSubscriptionDueWork = async (
  work: SubscriptionDueWork,
  id: string,
  known: number,
): Promise<void> => {
  let subscription = await work.stores.subscription(id);
  if (!subscription) return;
  const before = subscription.revision;
  if (tasks(work, subscription).has("expire"))
    subscription = await carryOut(work, subscription, { do: "expire" }, SYSTEM);
  if (tasks(work, subscription).has("lapse"))
    subscription = await carryOut(work, subscription, { do: "lapse" }, IN_SILENCE);
  const told = TOLD.filter(([task]) => tasks(work, subscription).has(task)).map(([, event]) => event);
  if (told.length > 0) return remember(work, subscription, told);
  // Written under other settings: it stands in the index at a time that means nothing any more.
  const due = subscriptionDueAt(subscription, work.timing);
  if (before === known && subscription.revision === known && (due === undefined || due > work.now))
    await remember(work, subscription, []);
};

const TOLD = [
  ["remind", "subscription.reminder"],
  ["escalate", "subscription.escalation"],
  ["announce", "subscription.expiring"],
] as const satisfies readonly (readonly [string, EventType])[];

const tasks = ({ timing, now }: SubscriptionDueWork, subscription: Subscription | undefined) =>
  subscription ? subscriptionTasks(subscription, timing, now) : new Set<string>();

const remember = (
  work: SubscriptionDueWork,
  subscription: Subscription,
  events: EventType[],
): Promise<void> => {
  const at = isoTime(work.now);
  return work.commit({
    writes: [
      {
        write: "replace",
        record: { kind: "subscription", value: nextRevision(subscription, { remindedUntil: at }, at) },
      },
    ],
    events: subscriptionEvents(subscription, events, SYSTEM.actor, undefined),
    result: { kind: "subscription", keys: { subscription: subscription.id } },
  });
};
