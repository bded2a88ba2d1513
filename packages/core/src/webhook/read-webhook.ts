import { allow } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Delivery, DeliveryStatus } from "./delivery.ts";
import type { DeliveryPlace, Webhook, WebhookPlace } from "./webhook.ts";
import type { WebhookReads } from "./webhook-work.ts";

/** For those who may change it. */
export const readWebhook = async (work: WebhookReads, { team, webhook }: WebhookPlace): Promise<Webhook> => {
  await allow(work.stores, work.caller, team, "change-webhooks", "webhook");
  const found = await work.stores.webhook(team, webhook);
  if (!found) throw notFound("webhook");
  return found;
};

export const listWebhooks = async (
  work: WebhookReads,
  team: string,
  page: PageRequest,
): Promise<Page<Webhook>> => {
  await allow(work.stores, work.caller, team, "change-webhooks", "team");
  if (!(await work.stores.team(team))) throw notFound("team");
  return work.stores.webhooksOf(team, page);
};

export const readDelivery = async (work: WebhookReads, place: DeliveryPlace): Promise<Delivery> => {
  await readWebhook(work, place);
  const delivery = await work.stores.delivery(place.webhook, place.delivery);
  if (!delivery) throw notFound("delivery");
  return delivery;
};

export const listDeliveries = async (
  work: WebhookReads,
  place: WebhookPlace,
  filter: { status?: DeliveryStatus },
  page: PageRequest,
): Promise<Page<Delivery>> => {
  await readWebhook(work, place);
  return work.stores.deliveriesOf(place.webhook, filter, page);
};
