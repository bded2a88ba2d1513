import type { DeadLetters } from "@latchkey/core/dead-letter/dead-letters";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { unseal } from "@latchkey/core/key-ring/seal";
import { Raced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { abandoned, claimed, type Delivery, settled } from "@latchkey/core/webhook/delivery";
import type { ReceiverHealth } from "@latchkey/core/webhook/receiver-health";
import { signWebhook } from "@latchkey/core/webhook/sign-webhook";
import type { Webhook } from "@latchkey/core/webhook/webhook";
import type { WebhookStore } from "@latchkey/core/webhook/webhook-store";
import type { Log } from "../composition/log.ts";
import type { Measure } from "../composition/metrics.ts";
import type { SendWebhook } from "./send-webhook.ts";

export interface AttemptDependencies {
  stores: Pick<WebhookStore, "webhook">;
  keys: KeyRings;
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
  const { stores, now, health } = dependencies;
  const webhook = await stores.webhook(delivery.team, delivery.webhook);
  if (webhook?.status !== "enabled") {
    const why = webhook ? "the webhook is disabled" : "the webhook was deleted";
    const kept = await write(dependencies, abandoned(delivery, why, now()));
    return kept && { delivery: kept, slow: false };
  }
  const mine = await write(dependencies, claimed(delivery, now()));
  if (!mine) return undefined;
  const { outcome, slow } = await send(dependencies, webhook, mine);
  if (slow) await health.markSlow(webhook.id);
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

const send = async ({ keys, now, send }: AttemptDependencies, webhook: Webhook, delivery: Delivery) => {
  const secret =
    unseal(await keys.ring("data"), webhook.sealedSecret, webhook.id) ??
    unseal(await keys.refresh("data"), webhook.sealedSecret, webhook.id);
  if (secret === undefined)
    return { outcome: { delivered: false as const, error: "the secret cannot be opened" }, slow: false };
  const { eventId: id, payload } = delivery;
  return send({
    team: webhook.team,
    url: webhook.url,
    headers: signWebhook(secret, { id, payload }, now()),
    body: payload,
  });
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
