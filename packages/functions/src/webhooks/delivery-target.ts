import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { unseal } from "@latchkey/core/key-ring/seal";
import type { ServiceStore } from "@latchkey/core/service/service-store";
import type { Delivery } from "@latchkey/core/webhook/delivery";
import { signWebhook } from "@latchkey/core/webhook/sign-webhook";
import type { WebhookStore } from "@latchkey/core/webhook/webhook-store";
import type { Message } from "./send-webhook.ts";

export interface TargetReads {
  stores: Pick<WebhookStore, "webhook"> & Pick<ServiceStore, "service">;
  keys: KeyRings;
}

/** Where a delivery goes as of now; or why it goes nowhere any more. */
export type DeliveryTarget =
  | { goneBecause: string }
  /** The next attempt's message; nothing when its secret cannot be opened. */
  | { goneBecause?: never; message(at: number): Promise<Message | undefined> };

export const deliveryTarget = ({ stores, keys }: TargetReads, delivery: Delivery): Promise<DeliveryTarget> =>
  delivery.service === undefined
    ? webhookTarget(stores, keys, delivery)
    : chatTarget(stores, keys, delivery, delivery.service);

const webhookTarget = async (
  stores: TargetReads["stores"],
  keys: KeyRings,
  { team, webhook: id, eventId, payload }: Delivery,
): Promise<DeliveryTarget> => {
  const webhook = await stores.webhook(team, id);
  if (webhook?.status !== "enabled")
    return { goneBecause: webhook ? "the webhook is disabled" : "the webhook was deleted" };
  return {
    message: async (at) => {
      const secret = await opened(keys, webhook.sealedSecret, webhook.id);
      if (secret === undefined) return undefined;
      const headers = signWebhook(secret, { id: eventId, payload }, at);
      return { team, url: webhook.url, headers, body: payload };
    },
  };
};

/** A chat knows no signature: its address is the secret. */
const chatTarget = async (
  stores: TargetReads["stores"],
  keys: KeyRings,
  { webhook: id, payload }: Delivery,
  slug: string,
): Promise<DeliveryTarget> => {
  const service = await stores.service(slug);
  const chat = service?.chat?.find((each) => each.id === id);
  if (!service || !chat) return { goneBecause: "the chat was removed from the service" };
  return {
    message: async () => {
      const url = await opened(keys, chat.sealedUrl, service.id);
      return url === undefined ? undefined : { team: service.team, url, headers: {}, body: payload };
    },
  };
};

const opened = async (keys: KeyRings, sealed: string, id: string): Promise<string | undefined> =>
  unseal(await keys.ring("data"), sealed, id) ?? unseal(await keys.refresh("data"), sealed, id);
