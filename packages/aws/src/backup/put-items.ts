import { setTimeout as sleep } from "node:timers/promises";
import { BatchWriteItemCommand, UpdateItemCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { seal } from "@latchkey/core/audit/audit-seal";
import { restoreText } from "@latchkey/core/audit/record-seal";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { SealingTable, Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";
import type { RawItem } from "./raw-item.ts";

/** DynamoDB's own bound. */
export const MAX_AT_ONCE = 25;
const MAX_TRIES = 10;

/**
 * Puts items of a backup. The audit has told of them already, and would tell of each again if it came into the table with
 * its author: so a record with a seal says under another seal that it was restored, and the author of one without, from
 * before there were seals, is added afterwards, as a change that changes nothing.
 */
export const putItems = async (table: SealingTable, items: readonly RawItem[]): Promise<void> => {
  const ring = await table.ring();
  const [sealed, others] = [items.filter(isSealedItem), items.filter((item) => !isSealedItem(item))];
  await putAll(table, [
    ...sealed.map((item) => ({ PutRequest: { Item: withRestored(ring, item) } })),
    ...others.map(({ by: _after, ...item }) => ({ PutRequest: { Item: item } })),
  ]);
  await Promise.all(others.map((item) => addWriter(table, item)));
};

const macIn = ({ by }: RawItem): string | undefined => by?.M?.["mac"]?.S;
const isSealedItem = (item: RawItem): boolean => macIn(item) !== undefined;

const withRestored = (ring: KeyRing | undefined, item: RawItem): RawItem => {
  const key = { pk: item["pk"]?.S ?? "", sk: item["sk"]?.S ?? "" };
  if (ring === undefined) throw new Error("The backup has records under a seal, and no key ring of seals.");
  return { ...item, restored: { S: seal(ring, "restore", restoreText(key, macIn(item) ?? "")) } };
};

const putAll = async ({ client, tableName }: Table, requests: WriteRequest[]): Promise<void> => {
  let left = requests;
  for (let tries = 1; left.length > 0; tries += 1) {
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: left } });
    const { UnprocessedItems } = await answered("DynamoDB", client.send(command));
    left = UnprocessedItems?.[tableName] ?? [];
    if (left.length > 0 && tries === MAX_TRIES) throw new Error("DynamoDB keeps leaving items out.");
    if (left.length > 0) await sleep(50 * 2 ** tries * Math.random());
  }
};

const addWriter = async ({ client, tableName }: Table, { pk, sk, by }: RawItem): Promise<void> => {
  if (by === undefined || pk === undefined || sk === undefined) return;
  await answered(
    "DynamoDB",
    client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk, sk },
        UpdateExpression: "SET #by = :by",
        ExpressionAttributeNames: { "#by": "by" },
        ExpressionAttributeValues: { ":by": by },
      }),
    ),
  );
};
