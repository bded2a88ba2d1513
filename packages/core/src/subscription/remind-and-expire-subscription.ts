import { SYSTEM } from "../access/actor.ts";
import type { Timing } from "../due/timing.ts";
import type { Commit } from "../store/change.ts";
import { carryOut } from "./carry-out.ts";
import { remind, toTell } from "./remind.ts";
import { type SubscriptionTask, subscriptionDueAt, subscriptionTasks } from "./reminders-and-expiry.ts";
import type { Subscription, SubscriptionRecord } from "./subscription.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

export interface SubscriptionDueWork {
  stores: Pick<SubscriptionStore, "subscription">;
  timing: Timing;
  now: number;
  commit: Commit<SubscriptionRecord>;
}

const BY_SYSTEM = { actor: SYSTEM };
const IN_SILENCE = { actor: SYSTEM, reason: "nobody decided in time" };

/**
 * Does what has become due of one subscription: an end first, then a lapse, then what people are told. Each is a
 * transaction that remembers itself, so a late or repeated run finds nothing left to do.
 *
 * @param known the revision at which the index has called it due.
 * @throws Raced when another writer changed it meanwhile: begin again.
 */
export const remindAndExpireSubscription = async (
  work: SubscriptionDueWork,
  id: string,
  known: number,
): Promise<void> => {
  let subscription = await work.stores.subscription(id);
  if (!subscription) return;
  const before = subscription.revision;
  if (tasks(work, subscription).has("expire"))
    subscription = await carryOut(work, subscription, { do: "expire" }, BY_SYSTEM);
  if (tasks(work, subscription).has("lapse"))
    subscription = await carryOut(work, subscription, { do: "lapse" }, IN_SILENCE);
  const told = toTell(tasks(work, subscription));
  if (told.length > 0) return remind(work, subscription, told);
  // Written under other settings: its time in the index is out of date.
  const due = subscriptionDueAt(subscription, work.timing);
  if (before === known && subscription.revision === known && (due === undefined || due > work.now))
    await remind(work, subscription, []);
};

const tasks = ({ timing, now }: SubscriptionDueWork, subscription: Subscription | undefined) =>
  subscription ? subscriptionTasks(subscription, timing, now) : new Set<SubscriptionTask>();
