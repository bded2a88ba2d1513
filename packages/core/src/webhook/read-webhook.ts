import { allow } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Delivery, DeliveryStatus } from "./delivery.ts";
import type { Webhook } from "./webhook.ts";
import type { WebhookReads } from "./webhook-work.ts";

/** A webhook is found under its own team only, for those who may change it. */
export const readWebhook = async (work: WebhookReads, team: string, id: string): Promise<Webhook> => {
  await allow(work.stores, work.caller, team, "change-webhooks", "webhook");
  const webhook = await work.stores.webhook(team, id);
  if (!webhook) throw notFound("webhook");
  return webhook;
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

export const readDelivery = async (
  work: WebhookReads,
  team: string,
  webhook: string,
  id: string,
): Promise<Delivery> => {
  await readWebhook(work, team, webhook);
  const delivery = await work.stores.delivery(webhook, id);
  if (!delivery) throw notFound("delivery");
  return delivery;
};

export const listDeliveries = async (
  work: WebhookReads,
  team: string,
  webhook: string,
  filter: { status?: DeliveryStatus },
  page: PageRequest,
): Promise<Page<Delivery>> => {
  await readWebhook(work, team, webhook);
  return work.stores.deliveriesOf(webhook, filter, page);
};
