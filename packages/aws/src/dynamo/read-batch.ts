import type { AttributeValue, KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Unavailable } from "@latchkey/core/outage";
import { answered } from "../unavailable.ts";
import { isPossible, type Key } from "./keys.ts";
import type { CallTable, Item } from "./table.ts";

export const nameOfKey = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** One consistent request. `left` are the keys that DynamoDB has left out. */
export const askBatch = async (
  { client, tableName }: CallTable,
  asked: KeysAndAttributes,
): Promise<{ items: Item[]; left: Record<string, AttributeValue>[] }> => {
  const { Responses, UnprocessedKeys } = await answered(
    "DynamoDB",
    client.batchGetItem({ RequestItems: { [tableName]: { ConsistentRead: true, ...asked } } }),
  );
  return {
    items: (Responses?.[tableName] ?? []).map((item) => unmarshall(item)),
    left: UnprocessedKeys?.[tableName]?.Keys ?? [],
  };
};

/**
 * All of the items that exist, by `nameOfKey`, read consistently. What DynamoDB leaves out is asked for once more.
 *
 * @param attributes a projection; all of them when it is not given
 */
export const readBatch = async (
  table: CallTable,
  keys: readonly Key[],
  attributes?: string,
): Promise<Map<string, Item>> => {
  const found = new Map<string, Item>();
  let wanted: Record<string, AttributeValue>[] = keys.filter(isPossible).map((key) => marshall(key));
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    if (attempt === 2) throw new Unavailable("DynamoDB did not answer for all items.");
    const { items, left } = await askBatch(table, {
      Keys: wanted,
      ...(attributes === undefined ? {} : { ProjectionExpression: attributes }),
    });
    for (const item of items) found.set(nameOfKey({ pk: String(item["pk"]), sk: String(item["sk"]) }), item);
    wanted = left;
  }
  return found;
};

/** DynamoDB's bound for one request. */
const MAX_KEYS = 100;

/** Those that exist of any number of items, in the order of their keys. */
export const readEach = async (
  table: CallTable,
  keys: readonly Key[],
  attributes?: string,
): Promise<Item[]> => {
  const batches = Array.from({ length: Math.ceil(keys.length / MAX_KEYS) }, (_, batch) =>
    readBatch(table, keys.slice(batch * MAX_KEYS, (batch + 1) * MAX_KEYS), attributes),
  );
  const found = new Map<string, Item>((await Promise.all(batches)).flatMap((batch) => [...batch]));
  return keys.flatMap((key) => {
    const item = found.get(nameOfKey(key));
    return item ? [item] : [];
  });
};
