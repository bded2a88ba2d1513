import { marshall } from "@aws-sdk/util-dynamodb";
import { HistoryEntry, Subscription } from "@latchkey/core/subscription/subscription";
import * as z from "zod/mini";
import { listAttributes } from "../commit/list-attributes.ts";
import { entryLists, placeLists } from "../commit/write-subscription.ts";
import { consumerKey, currentSubscriptionKey, historyKey, META, type Placed } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { updated } from "../dynamo/written.ts";

/** The item of a place has no history. */
const placed = parseStored(z.omit(Subscription, { history: true }));
const subscriptionOf = parseStored(Subscription);

const { pk: CONSUMER } = consumerKey("");
const { sk: SUBSCRIPTION } = currentSubscriptionKey("", "");
const { pk: HISTORY_OF, sk: HISTORY } = historyKey("", "", 0);

/**
 * Lists the places of subscriptions for their consumers' teams, those that wait for a decision for the providers', and what was
 * decided before.
 */
export const listSubscriptions = async (table: Table, item: Item): Promise<boolean> => {
  const [pk, sk] = [String(item["pk"]), String(item["sk"])];
  if (pk.startsWith(CONSUMER) && sk.startsWith(SUBSCRIPTION)) {
    const subscription = placed.parse(item);
    return put(table, item, placeLists(subscription), subscription.id, {
      condition: "revision = :revision",
      values: { ":revision": subscription.revision },
    });
  }
  if (!pk.startsWith(HISTORY_OF) || !sk.startsWith(HISTORY.slice(0, HISTORY.indexOf("#") + 1))) return false;
  const entry = HistoryEntry.parse(item["entry"]);
  if (entryLists({ id: "", serviceTeam: "" }, entry).length === 0) return false;
  const subscription = subscriptionOf.orNothing(await readItem(table, { pk, sk: META }));
  return subscription !== undefined && put(table, item, entryLists(subscription, entry), subscription.id);
};

/** Conditional on what the lists follow from, and nothing where they are right. */
const put = async (
  table: Table,
  item: Item,
  lists: readonly Placed[],
  id: string,
  still: { condition: string; values: object } = { condition: "attribute_exists(pk)", values: {} },
): Promise<boolean> => {
  const missing = Object.entries(listAttributes(lists, id)).filter(([name, value]) => item[name] !== value);
  if (missing.length === 0) return false;
  return updated(
    table,
    { pk: String(item["pk"]), sk: String(item["sk"]) },
    {
      UpdateExpression: `SET ${missing.map(([name]) => `${name} = :${name}`).join(", ")}`,
      ConditionExpression: still.condition,
      ExpressionAttributeValues: marshall({
        ...Object.fromEntries(missing.map(([name, value]) => [`:${name}`, value])),
        ...still.values,
      }),
    },
  );
};
