import type { DeadLetters } from "@latchkey/core/dead-letter/dead-letters";
import { Raced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { abandoned, claimed, type Delivery, settled } from "@latchkey/core/webhook/delivery";
import type { ReceiverHealth } from "@latchkey/core/webhook/receiver-health";
import type { Log } from "../composition/log.ts";
import type { Measure } from "../composition/metrics.ts";
import { type DeliveryTarget, deliveryTarget, type TargetReads } from "./delivery-target.ts";
import type { SendWebhook, Sent } from "./send-webhook.ts";

export interface AttemptDependencies extends TargetReads {
  now(): number;
  commit(now: number): PlatformCommit;
  send: SendWebhook;
  health: ReceiverHealth;
  deadLetters: DeadLetters;
  log: Log;
  measure: Measure;
}

/** The outcome; `slow` when the receiver took too long. Undefined when another process has claimed the delivery. */
export type Attempted = { delivery: Delivery; slow: boolean } | undefined;

/**
 * Makes the next attempt of a delivery. The process that claims its revision first makes it: two never make the same one. If
 * the process dies, the attempt counts as failed, and the next one is made when the claim has expired.
 */
export const attemptDelivery = async (
  dependencies: AttemptDependencies,
  delivery: Delivery,
): Promise<Attempted> => {
  const { now, health } = dependencies;
  const target = await deliveryTarget(dependencies, delivery);
  if (target.goneBecause !== undefined) {
    const kept = await write(dependencies, abandoned(delivery, target.goneBecause, now()));
    return kept && { delivery: kept, slow: false };
  }
  const mine = await write(dependencies, claimed(delivery, now()));
  if (!mine) return undefined;
  const { outcome, slow } = await send(dependencies, target);
  if (slow) await health.markSlow(mine.webhook);
  const after = await write(dependencies, settled(mine, outcome, now()));
  if (after?.status === "dead") await bury(dependencies, after);
  return after && { delivery: after, slow };
};

/** Writes the next revision, unless another one was written in between: a replay, or another attempt. */
export const write = async (
  { now, commit }: Pick<AttemptDependencies, "now" | "commit">,
  delivery: Delivery,
): Promise<Delivery | undefined> => {
  try {
    await commit(now())({
      writes: [{ write: "replace", record: { kind: "delivery", value: delivery } }],
      events: [],
      result: { kind: "delivery", keys: {} },
    });
    return delivery;
  } catch (error) {
    if (error instanceof Raced) return undefined;
    throw error;
  }
};

const send = async (
  { now, send }: AttemptDependencies,
  { message }: Extract<DeliveryTarget, { goneBecause?: never }>,
): Promise<Sent> => {
  const made = await message(now());
  if (!made) return { outcome: { delivered: false, error: "the secret cannot be opened" }, slow: false };
  return send(made);
};

const bury = async (
  { deadLetters, log, measure, now }: AttemptDependencies,
  delivery: Delivery,
): Promise<void> => {
  const { team, webhook, id, attempts, lastError } = delivery;
  log.warn("webhook-given-up", { team, webhook, delivery: id, attempts, error: lastError });
  measure(now(), [{ name: "WebhooksGivenUp", unit: "Count", value: 1 }]);
  await deadLetters.keep({
    target: { kind: "webhook", team, webhook, delivery: id },
    reason: `${attempts} attempts failed; the last one: ${lastError}`,
  });
};
