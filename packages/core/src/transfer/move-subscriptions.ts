import { SYSTEM } from "../access/actor.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import { Refusal } from "../refusal.ts";
import type { Commit } from "../store/change.ts";
import { stepsAfterTransfer } from "../subscription/after-transfer.ts";
import { countLiving } from "../subscription/count-living.ts";
import { type Decided, decideSubscription } from "../subscription/decide-subscription.ts";
import {
  isLiving,
  isRunning,
  type Subscription,
  type SubscriptionRecord,
} from "../subscription/subscription.ts";
import { transitionEvents } from "../subscription/subscription-events.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";

export interface Moving {
  stores: Pick<ConsumerStore, "consumer"> &
    Pick<SubscriptionStore, "subscription" | "placesOfConsumer" | "subscriptionsOfConsumer">;
  now: number;
  commit: Commit<SubscriptionRecord>;
}

const PAGE = 50;

/**
 * Lets the subscriptions of a consumer follow it to its team. Each is a transaction of its own, and one that has followed is left
 * alone: it may stop anywhere and be begun again, also when the consumer has been transferred once more.
 *
 * @throws Raced when something changed meanwhile: begin again.
 */
export const moveSubscriptions = async (work: Moving, consumerId: string): Promise<void> => {
  const consumer = await work.stores.consumer(consumerId);
  if (!consumer) return;
  const { team } = consumer;
  // The latest of each service as they are now; the list, which may lag behind, has the ones before them.
  for (const place of await work.stores.placesOfConsumer(consumerId))
    if (place.consumerTeam !== team) await moveOne(work, place.id, team);
  let cursor: string | undefined;
  do {
    const page = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const part = await work.stores.subscriptionsOfConsumer(consumerId, {}, page);
    for (const { id, consumerTeam } of part.items) if (consumerTeam !== team) await moveOne(work, id, team);
    cursor = part.cursor;
  } while (cursor !== undefined);
};

const moveOne = async (work: Moving, id: string, team: string): Promise<void> => {
  const subscription = await work.stores.subscription(id);
  const moved = subscription && movedTo(subscription, team, work.now);
  if (!subscription || !moved) return;
  const after = { ...moved.subscription, revision: subscription.revision + 1 };
  const told = transitionEvents(after, moved.events);
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "subscription", value: after } },
      ...(isLiving(subscription.status) && !isLiving(after.status) ? countLiving(after, -1) : []),
    ],
    // That one which has ended is another team's now is told to no one else.
    events: told
      .filter(({ type }) => type !== "subscription.transferred" || isRunning(after.status))
      .map((event) =>
        event.type === "subscription.transferred"
          ? { ...event, formerTeam: subscription.consumerTeam }
          : event,
      ),
    result: { kind: "subscription", keys: { subscription: id } },
  });
};

/** The subscription as its consumer's new team has it; nothing when it has it already. */
export const movedTo = (subscription: Subscription, team: string, now: number): Decided | undefined => {
  const steps = stepsAfterTransfer(subscription, team);
  if (steps.length === 0) return undefined;
  const reason = `The consumer was transferred from the team ${subscription.consumerTeam} to the team ${team}.`;
  return steps.reduce<Decided>(
    (before, step) => {
      const next = decideSubscription(before.subscription, step, { actor: SYSTEM, reason }, now);
      if (next instanceof Refusal) throw new Error(`A subscription did not follow: ${next.message}`);
      return { subscription: next.subscription, events: [...before.events, ...next.events] };
    },
    { subscription, events: [] },
  );
};
