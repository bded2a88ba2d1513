import { Delivery } from "@latchkey/core/webhook/delivery";
import { Webhook } from "@latchkey/core/webhook/webhook";
import type { DeliveryStore, WebhookStore } from "@latchkey/core/webhook/webhook-store";
import { dueQuery } from "../dynamo/due-query.ts";
import {
  DUE_DELIVERIES,
  deliveriesOf,
  deliveryKey,
  teamKey,
  WEBHOOK_PREFIX,
  webhookKey,
  webhooksOf,
} from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { queryItems, readItem, readPartition } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";

const webhook = parseStored(Webhook);
const delivery = parseStored(Delivery);

export const webhookTable = (table: ListedTable): WebhookStore & DeliveryStore => ({
  webhook: async (team, id) => webhook.orNothing(await readItem(table, webhookKey(team, id))),
  allWebhooksOf: async (team) =>
    (await readPartition(table, teamKey(team).pk, WEBHOOK_PREFIX)).map(webhook.parse),
  webhooksOf: (team, page) => readList(table, webhooksOf(team), page, webhook.parse),
  delivery: async (webhookId, id) => delivery.orNothing(await readItem(table, deliveryKey(webhookId, id))),
  deliveriesOf: (webhookId, { status }, page) =>
    readList(table, deliveriesOf(webhookId, status), page, delivery.parse),
  // The index may lag: what it gives is claimed by its revision before anything is sent.
  dueDeliveries: async (now, most) =>
    (await queryItems(table, dueQuery(DUE_DELIVERIES, now), most)).map(delivery.parse),
});
