import { Delivery } from "@latchkey/core/webhook/delivery";
import { Webhook } from "@latchkey/core/webhook/webhook";
import * as z from "zod/mini";

export const WebhookView = z.omit(Webhook, { sealedSecret: true });
export type WebhookView = z.infer<typeof WebhookView>;

export const webhookView = ({ sealedSecret: _kept, ...shown }: Webhook): WebhookView => shown;

/** `secret` is null when the request was carried out before: it is kept nowhere in the open. */
export const CreatedWebhook = z.object({ ...WebhookView.shape, secret: z.nullable(z.string()) });

export const DeliveryView = z.object({
  ...z.omit(Delivery, { payload: true }).shape,
  payload: z.unknown(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const deliveryView = ({ payload, ...shown }: Delivery): DeliveryView => ({
  ...shown,
  payload: JSON.parse(payload),
});
