import { type AttributeValue, QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { isAwsError } from "../aws-error.ts";
import { consumerKey, currentSubscriptionKey, type Key } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";

/** What one transaction takes beside the consumer. */
const MAX_CHECKED = 99;
const MAX_TRIES = 20;

interface Living {
  key: Key;
  revision: number;
}

/**
 * Makes a consumer's counter `living` say how many of its subscriptions live, while others write. It is written only if it
 * is still what it was, and each subscription that was counted still is as it was: then a subscription that became living or
 * ended meanwhile has changed the counter as well.
 *
 * @returns whether it had to be corrected.
 * @throws Error when the consumer keeps changing.
 */
export const countLiving = async (table: Table, consumerId: string): Promise<boolean> => {
  let corrected = false;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const consumer = await readItem(table, consumerKey(consumerId));
    if (!consumer) return corrected;
    const living = await livingOf(table, consumerId);
    const counted: unknown = consumer["living"];
    if (counted === living.length) return corrected;
    // Read again afterwards: with more than a transaction can look at, that is what shows it.
    corrected = (await write(table, consumerId, counted, living)) || corrected;
  }
  throw new Error(`The subscriptions of ${consumerId} never came to rest.`);
};

const livingOf = async ({ client, tableName }: Table, consumerId: string): Promise<Living[]> => {
  const { pk, sk } = currentSubscriptionKey(consumerId, "");
  const living: Living[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await answered(
      "DynamoDB",
      client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)",
          FilterExpression: "#living = :true",
          ProjectionExpression: "pk, sk, #revision",
          ExpressionAttributeNames: { "#living": "living", "#revision": "revision" },
          ExpressionAttributeValues: marshall({ ":pk": pk, ":sk": sk, ":true": true }),
          ExclusiveStartKey: start,
        }),
      ),
    );
    for (const item of Items) {
      const read = unmarshall(item);
      living.push({ key: { pk: read["pk"], sk: read["sk"] }, revision: Number(read["revision"]) });
    }
    start = LastEvaluatedKey;
  } while (start);
  return living;
};

const write = async (
  { client, tableName }: Table,
  consumerId: string,
  counted: unknown,
  living: readonly Living[],
): Promise<boolean> => {
  const update = {
    TableName: tableName,
    Key: marshall(consumerKey(consumerId)),
    UpdateExpression: "SET #living = :now",
    ConditionExpression: `attribute_exists(pk) AND ${counted === undefined ? "attribute_not_exists(#living)" : "#living = :was"}`,
    ExpressionAttributeNames: { "#living": "living" },
    ExpressionAttributeValues: marshall({
      ":now": living.length,
      ...(counted === undefined ? {} : { ":was": counted }),
    }),
  };
  const checks = living.slice(0, MAX_CHECKED).map(({ key, revision }) => ({
    ConditionCheck: {
      TableName: tableName,
      Key: marshall(key),
      ConditionExpression: "#revision = :revision",
      ExpressionAttributeNames: { "#revision": "revision" },
      ExpressionAttributeValues: marshall({ ":revision": revision }),
    },
  }));
  try {
    await answered(
      "DynamoDB",
      client.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: update }, ...checks] })),
    );
    return true;
  } catch (error) {
    if (isAwsError(error, "TransactionCanceledException")) return false;
    throw error;
  }
};
