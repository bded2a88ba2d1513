import { setTimeout as wait } from "node:timers/promises";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { Refusal } from "@latchkey/core/refusal";
import { type Delivery, isDue, newDelivery, RETRY_AFTER } from "@latchkey/core/webhook/delivery";
import type { DeliveryStore } from "@latchkey/core/webhook/webhook-store";
import { type ReceiverReads, webhooksFor } from "@latchkey/core/webhook/webhooks-for";
import { eventOfBus } from "../bus/event-of-bus.ts";
import { type AttemptDependencies, attemptDelivery } from "./attempt-delivery.ts";
import { type ChatReads, chatPosts } from "./chat-posts.ts";

export interface DeliverEventDependencies extends AttemptDependencies, Omit<ChatReads, "stores"> {
  stores: AttemptDependencies["stores"] &
    ChatReads["stores"] &
    ReceiverReads &
    Pick<DeliveryStore, "delivery">;
  commit(now: number): PlatformCommit;
}

/** A team has at most 20 webhooks, an event has two teams, and a service has at most 10 chats. */
const AT_ONCE = 10;

/** The job runs once in a minute: what is to be tried again sooner is waited for. */
const FIRST_RETRY_MS = RETRY_AFTER[0] ?? 0;

/**
 * Takes an event of the bus to every webhook that asks for it, and what waits for a decision to the chats of its service: first all deliveries are written down, then each has its
 * first attempt, and after five seconds its second. The event may come again: its deliveries are known by its id. A
 * receiver that has kept us waiting lately is left to the job, so that it cannot keep this function busy.
 *
 * @throws AggregateError when something could not be written down: the bus brings the event again.
 */
export const createDeliverEvent =
  (dependencies: DeliverEventDependencies) =>
  async (input: unknown): Promise<void> => {
    const event = eventOfBus(input);
    if (!event) return dependencies.log.warn("event-not-understood", {});
    const moment = dependencies.now();
    const receivers = await webhooksFor(dependencies.stores, event);
    const deliveries = [
      ...receivers.map(({ webhook, side }) => newDelivery(webhook, event, moment, side)),
      ...(await chatPosts(dependencies, event, moment)),
    ];
    const failures: unknown[] = [];
    for (let start = 0; start < deliveries.length; start += AT_ONCE) {
      const batch = deliveries.slice(start, start + AT_ONCE);
      const outcomes = await Promise.allSettled(batch.map((each) => deliver(dependencies, each)));
      for (const outcome of outcomes) if (outcome.status === "rejected") failures.push(outcome.reason);
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} deliveries of ${event.id} failed.`);
  };

const deliver = async (dependencies: DeliverEventDependencies, made: Delivery): Promise<void> => {
  const delivery = await writeDown(dependencies, made);
  if (!delivery || !isDue(delivery, dependencies.now())) return;
  if (await dependencies.health.isSlow(delivery.webhook)) return;
  const first = await attemptDelivery(dependencies, delivery);
  if (first?.delivery.status !== "waiting" || first.slow) return;
  await wait(FIRST_RETRY_MS);
  const { webhook, id } = first.delivery;
  const again = await dependencies.stores.delivery(webhook, id);
  if (again && isDue(again, dependencies.now())) await attemptDelivery(dependencies, again);
};

const writeDown = async (
  { stores, now, commit }: DeliverEventDependencies,
  value: Delivery,
): Promise<Delivery | undefined> => {
  try {
    await commit(now())({
      writes: [{ write: "create", record: { kind: "delivery", value }, otherwise: known() }],
      events: [],
      result: { kind: "delivery", keys: {} },
    });
    return value;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return stores.delivery(value.webhook, value.id);
  }
};

const known = () => new Refusal("name-taken", "The delivery is known.");
