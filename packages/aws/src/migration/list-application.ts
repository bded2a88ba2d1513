import { marshall } from "@aws-sdk/util-dynamodb";
import { Subscription } from "@latchkey/core/subscription/subscription";
import * as z from "zod/mini";
import { listAttributes } from "../commit/list-attributes.ts";
import { applicationLists } from "../commit/write-subscription.ts";
import { consumerKey, currentSubscriptionKey } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { updated } from "../dynamo/written.ts";

/** The item of a place has no history. */
const placed = parseStored(z.omit(Subscription, { history: true }));

const { pk: CONSUMER } = consumerKey("");
const { sk: SUBSCRIPTION } = currentSubscriptionKey("", "");

/** Lists the place of a subscription that waits for a decision for the provider's team. */
export const listApplication = async (table: Table, item: Item): Promise<boolean> => {
  const { pk, sk } = item;
  if (!String(pk).startsWith(CONSUMER) || !String(sk).startsWith(SUBSCRIPTION)) return false;
  const subscription = placed.parse(item);
  const { gsi1pk, gsi1sk } = listAttributes(applicationLists(subscription), subscription.id);
  if (gsi1pk === undefined) return false;
  return updated(
    table,
    { pk: String(pk), sk: String(sk) },
    {
      UpdateExpression: "SET gsi1pk = :pk, gsi1sk = :sk",
      ConditionExpression: "revision = :revision AND attribute_not_exists(gsi1pk)",
      ExpressionAttributeValues: marshall({
        ":pk": gsi1pk,
        ":sk": gsi1sk,
        ":revision": subscription.revision,
      }),
    },
  );
};
