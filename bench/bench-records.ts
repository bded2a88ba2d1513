import type { CallSubscription } from "@latchkey/core/call-records/call-records";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import { aConsumer, aCredential, aService, aSubscription } from "@latchkey/core/testing/records";
import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";

/** What verdicts are made on, in benchmarks and simulations. */
export const SERVICE = aService({
  slug: "orders",
  name: "Orders",
  upstream: { url: "https://orders.example.com", timeoutSeconds: 30, sealedHeaders: {} },
  approval: "auto",
});

const consumerOf = (index: number): Consumer =>
  aConsumer({ id: `con_${String(index).padStart(16, "0")}`, name: `consumer-${index}` });

const subscriptionOf = (consumer: Consumer): CallSubscription => {
  const { history: _history, ...subscription } = aSubscription({
    consumerId: consumer.id,
    consumerName: consumer.name,
    service: SERVICE.slug,
    status: "active",
  });
  return subscription;
};

/** A caller's key, and what the table holds of it. */
export const keyHolder = (index: number, ring: KeyRing, random: (length: number) => Uint8Array) => {
  const consumer = consumerOf(index);
  const id = `crd_${index}`;
  const apiKey = mintApiKey(consumer.id.slice(4), random(API_KEY_RANDOM_BYTES), lookupOf(id));
  const credential = aCredential({
    id,
    consumerId: consumer.id,
    hint: apiKey.slice(0, 26),
    secrets: [hashKey(ring, sha256(apiKey))],
  });
  return { apiKey, credential, consumer, subscription: subscriptionOf(consumer) };
};
