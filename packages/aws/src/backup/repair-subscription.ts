import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { SYSTEM } from "@latchkey/core/access/actor";
import type { WrittenBy } from "@latchkey/core/audit/record-change";
import { isoTime } from "@latchkey/core/clock";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { INLINE_HISTORY } from "@latchkey/core/subscription/decide-subscription";
import { HistoryEntry, isLiving, Subscription } from "@latchkey/core/subscription/subscription";
import { sealedBy } from "../commit/audit-author.ts";
import { dueAttributes } from "../commit/due-attributes.ts";
import { newItem } from "../commit/record-item.ts";
import { placeAttributes } from "../commit/write-subscription.ts";
import { currentSubscriptionKey, historyKey, type Key, subscriptionKey } from "../dynamo/keys.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import type { Item, SealingTable } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";

/** Makes the authorizer's copy and this one equal: the older of the two is replaced by the newer. */
export const repairSubscription = async (
  table: SealingTable,
  subscription: Subscription,
  now: number,
): Promise<boolean> => {
  const place = await readItem(table, currentSubscriptionKey(subscription.consumerId, subscription.service));
  if (!place || String(place["id"]) < subscription.id) {
    await putCurrent(table, subscription, now);
    const former = place && (await readItem(table, subscriptionKey(String(place["id"]))));
    if (former?.["doc"] !== undefined) await settle(table, Subscription.parse(former["doc"]), now);
    return true;
  }
  if (place["id"] !== subscription.id) return settle(table, subscription, now);
  const revision = Number(place["revision"]);
  if (revision === subscription.revision) return false;
  if (revision < subscription.revision) await putCurrent(table, subscription, now);
  else await putFromPlace(table, place["doc"], now);
  return true;
};

/** A copy where the authorizer looks, of which there is no other. */
export const repairFromPlace = async (table: SealingTable, doc: unknown, now: number): Promise<boolean> => {
  const { id } = Subscription.parse({ ...Object(doc), history: [] });
  if ((await readItem(table, subscriptionKey(id))) !== undefined) return false;
  await putFromPlace(table, doc, now);
  return true;
};

const putFromPlace = async (table: SealingTable, doc: unknown, now: number): Promise<void> => {
  const { id } = Subscription.parse({ ...Object(doc), history: [] });
  const { pk, sk } = historyKey(id, "", 0);
  const entries = await readPartition(table, pk, sk.slice(0, sk.indexOf("#") + 1));
  const history = entries.map(({ entry }) => HistoryEntry.parse(entry)).slice(-INLINE_HISTORY);
  await putById(table, Subscription.parse({ ...Object(doc), history }), now);
};

/** One that another has come after had ended by then: how it ended was not read. */
const settle = async (table: SealingTable, subscription: Subscription, now: number): Promise<boolean> => {
  const { renewal, planChange, ...rest } = subscription;
  if (!isLiving(rest.status) && !renewal && !planChange) return false;
  const status = isLiving(rest.status) ? "cancelled" : rest.status;
  const entry: HistoryEntry = {
    at: isoTime(now),
    actor: SYSTEM,
    action: "restore",
    from: rest.status,
    to: status,
    reason: "It ended while the backup was made, and another one came after it.",
  };
  const history = [...rest.history, entry].slice(-INLINE_HISTORY);
  await putById(table, { ...rest, status, history, revision: rest.revision + 1 }, now);
  return true;
};

const putCurrent = async (table: SealingTable, subscription: Subscription, now: number): Promise<void> => {
  const key = currentSubscriptionKey(subscription.consumerId, subscription.service);
  const attributes = placeAttributes(subscription);
  await put(table, key, {
    ...attributes,
    by: sealedBy(await table.ring(), key, attributes.doc, attributes.revision, repairedAt(now)),
  });
};

const putById = async (table: SealingTable, value: Subscription, now: number): Promise<void> => {
  const record = { kind: "subscription" as const, value };
  const key = subscriptionKey(value.id);
  const attributes = newItem(record);
  await put(table, key, {
    ...attributes,
    ...dueAttributes(record, DEFAULT_TIMING),
    by: sealedBy(await table.ring(), key, attributes["doc"], value.revision, repairedAt(now)),
  });
};

const repairedAt = (now: number): WrittenBy => ({
  kind: "subscription",
  actor: "system",
  action: "subscription.mended",
  at: isoTime(now),
});

const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true };

const put = async ({ client, tableName }: SealingTable, key: Key, attributes: Item): Promise<void> => {
  const item = marshall({ ...attributes, ...key }, MARSHALLING);
  await answered("DynamoDB", client.send(new PutItemCommand({ TableName: tableName, Item: item })));
};
