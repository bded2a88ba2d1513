import * as z from "zod/mini";
import { PUBLIC_EVENTS } from "../event/event.ts";
import { ResourceFields } from "../resource.ts";
import { Slug, webAddress } from "../text.ts";

/** An address that a team wants its events sent to. `sealedSecret` is bound to the webhook's id. */
export const Webhook = z.object({
  ...ResourceFields,
  team: Slug,
  url: z.string(),
  events: z.array(z.string()),
  status: z.enum(["enabled", "disabled"]),
  sealedSecret: z.string(),
});
export type Webhook = z.infer<typeof Webhook>;
/** Where a webhook is: it is found under its own team only. */
export interface WebhookPlace {
  team: string;
  webhook: string;
}
/** One of its messages. */
export interface DeliveryPlace extends WebhookPlace {
  delivery: string;
}
export type WebhookRecord = { kind: "webhook"; value: Webhook };

const WebhookUrl = webAddress("an https address without user, password and fragment");

const Events = z.array(z.enum(PUBLIC_EVENTS)).check(
  z.minLength(1),
  z.maxLength(PUBLIC_EVENTS.length),
  z.refine((events) => new Set(events).size === events.length, "each event once"),
);

export const NewWebhook = z.strictObject({ url: WebhookUrl, events: Events });
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookPatch = z.strictObject({
  url: z.optional(WebhookUrl),
  events: z.optional(Events),
  status: z.optional(z.enum(["enabled", "disabled"])),
});
export type WebhookPatch = z.infer<typeof WebhookPatch>;
