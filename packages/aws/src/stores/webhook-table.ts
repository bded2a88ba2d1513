import { type AttributeValue, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { isoTime } from "@latchkey/core/clock";
import { Delivery } from "@latchkey/core/webhook/delivery";
import { Webhook } from "@latchkey/core/webhook/webhook";
import type { DeliveryStore, WebhookStore } from "@latchkey/core/webhook/webhook-store";
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
import { readItem, readPartition } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import type { Table } from "../dynamo/table.ts";
import { DUE_INDEX } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

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
  dueDeliveries: (now, most) => dueDeliveries(table, now, most),
});

/** The index may lag: what it gives is claimed by its revision before anything is sent. */
const dueDeliveries = async (table: Table, now: number, most: number): Promise<Delivery[]> => {
  const found: Delivery[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await answered(
      "DynamoDB",
      table.client.send(
        new QueryCommand({
          TableName: table.tableName,
          IndexName: DUE_INDEX,
          KeyConditionExpression: "duePk = :part AND dueSk <= :now",
          ExpressionAttributeValues: marshall({ ":part": DUE_DELIVERIES, ":now": `${isoTime(now)}~` }),
          ExclusiveStartKey: start,
          Limit: most - found.length,
        }),
      ),
    );
    found.push(...Items.map((item) => delivery.parse(unmarshall(item))));
    start = LastEvaluatedKey;
  } while (start && found.length < most);
  return found;
};
