import { SYSTEM } from "../access/actor.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { EventType } from "../event/event.ts";
import { Refusal } from "../refusal.ts";
import type { OtherWrite, Write } from "../store/change.ts";
import { countLiving } from "./count-living.ts";
import { decideSubscription } from "./decide-subscription.ts";
import { isLiving, type Subscription, type SubscriptionRecord } from "./subscription.ts";
import { subscriptionEvents, transitionEvents } from "./subscription-events.ts";
import type { SubscriptionWork } from "./subscription-work.ts";

export const alreadySubscribed = (service: string): Refusal =>
  new Refusal("subscription-exists", `The consumer has a living subscription to ${service} already.`);

/** Writes a new subscription over an ended one; a renewal that the ended one still asked for ends with it. */
export const commitNew = async (
  work: SubscriptionWork,
  consumer: Pick<Consumer, "id" | "revision">,
  subscription: Subscription,
  former: Subscription | undefined,
  events: EventType[],
  paid: readonly OtherWrite[] = [],
): Promise<void> => {
  const { writes, events: formerEvents } = endFormer(work, former);
  await work.commit({
    writes: [
      ...writes,
      {
        write: "create",
        record: { kind: "subscription", value: subscription },
        otherwise: alreadySubscribed(subscription.service),
      },
      ...(isLiving(subscription.status) ? countLiving(subscription, 1) : []),
      // It is its team's: one that is transferred at this moment asks as another team's.
      { write: "expect-consumer", id: consumer.id, revision: consumer.revision },
      ...paid,
    ],
    events: [...formerEvents, ...transitionEvents(subscription, events)],
    result: { kind: "subscription", keys: { subscription: subscription.id } },
  });
};

const endFormer = (work: SubscriptionWork, former: Subscription | undefined) => {
  const ended = former && decideSubscription(former, endOf(former), ENDED_BY_APPLICATION, work.now);
  if (!ended || ended instanceof Refusal) return { writes: [], events: [] };
  const value = { ...ended.subscription, revision: former.revision + 1 };
  const writes: Write<SubscriptionRecord>[] = [
    { write: "replace", record: { kind: "subscription", value } },
    ...(isLiving(former.status) ? countLiving(former, -1) : []),
  ];
  return { writes, events: subscriptionEvents(ended.subscription, ended.events, SYSTEM, undefined) };
};

const ENDED_BY_APPLICATION = { actor: SYSTEM, reason: "a new application" };

/** An end that has passed may not have been recorded yet; one without either is refused, and stays as it is. */
const endOf = (former: Subscription) => ({
  do: former.renewal ? ("end-renewal" as const) : ("expire" as const),
});
