import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";
import { Delivery } from "@latchkey/core/webhook/delivery";
import { Webhook } from "@latchkey/core/webhook/webhook";
import * as z from "zod/mini";

export const WebhookView = viewOf(Webhook, {
  ...RESOURCE_SHOWN,
  team: true,
  url: true,
  events: true,
  status: true,
  sealedSecret: false,
});

/** `secret` is null when the request was carried out before: it is kept nowhere in the open. */
export const CreatedWebhook = z.object({ ...WebhookView.shape, secret: z.nullable(z.string()) });

export const DeliveryView = z.extend(
  viewOf(Delivery, {
    ...RESOURCE_SHOWN,
    webhook: true,
    service: false,
    team: true,
    eventId: true,
    type: true,
    payload: false,
    status: true,
    attempts: true,
    nextAttemptAt: true,
    lastAttemptAt: true,
    lastStatus: true,
    lastError: true,
  }),
  {
    payload: z.unknown(),
  },
);
export type DeliveryView = z.infer<typeof DeliveryView>;

export const deliveryView = ({ payload, ...shown }: Delivery): DeliveryView => ({
  ...shown,
  payload: JSON.parse(payload),
});
