import type { AttributeValue, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { answered } from "../unavailable.ts";
import { isPossible, type Key } from "./keys.ts";
import type { CallTable, Item } from "./table.ts";

/** The item as it is now. */
export const readItem = async (table: CallTable, key: Key): Promise<Item | undefined> => {
  if (!isPossible(key)) return undefined;
  const { Item } = await answered(
    "DynamoDB",
    table.client.getItem({ TableName: table.tableName, Key: marshall(key), ConsistentRead: true }),
  );
  return Item && unmarshall(Item);
};

/**
 * All items of one partition, or those whose sort key begins with `prefix`, as they are now. For partitions that are
 * bounded.
 */
export const readPartition = async (table: CallTable, pk: string, prefix?: string): Promise<Item[]> => {
  if (!isPossible({ pk, sk: "" })) return [];
  return queryItems(table, {
    ConsistentRead: true,
    KeyConditionExpression: prefix === undefined ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: marshall(
      prefix === undefined ? { ":pk": pk } : { ":pk": pk, ":prefix": prefix },
    ),
  });
};

/** Reads on until the query is exhausted or `most` items are there: DynamoDB answers at most 1 MB at a time. */
export const queryItems = async (
  table: CallTable,
  query: Omit<QueryCommandInput, "TableName" | "Limit">,
  most = Number.POSITIVE_INFINITY,
): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Record<string, AttributeValue> | undefined = query.ExclusiveStartKey;
  do {
    const { Items = [], LastEvaluatedKey } = await answered(
      "DynamoDB",
      table.client.query({
        ...query,
        TableName: table.tableName,
        ExclusiveStartKey: start,
        ...(Number.isFinite(most) ? { Limit: most - items.length } : {}),
      }),
    );
    items.push(...Items.map((item) => unmarshall(item)));
    start = LastEvaluatedKey;
  } while (start && items.length < most);
  return items;
};
