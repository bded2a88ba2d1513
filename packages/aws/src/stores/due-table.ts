import { type AttributeValue, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { isoTime } from "@latchkey/core/clock";
import type { DueRecord, DueStore } from "@latchkey/core/due/due-store";
import * as z from "zod/mini";
import { DUE_SHARDS, duePartition } from "../dynamo/keys.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { DUE_INDEX } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

const PAGE = 100;

export const dueTable = (table: Table): DueStore => ({
  parts: Array.from({ length: DUE_SHARDS }, (_, shard) => shard),
  async *due(part, now) {
    let start: Record<string, AttributeValue> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await answered(
        "DynamoDB",
        table.client.send(
          new QueryCommand({
            TableName: table.tableName,
            IndexName: DUE_INDEX,
            KeyConditionExpression: "duePk = :part AND dueSk <= :now",
            // `~` sorts behind every id, so what is due at this very millisecond is in.
            ExpressionAttributeValues: marshall({ ":part": duePartition(part), ":now": `${isoTime(now)}~` }),
            ExclusiveStartKey: start,
            Limit: PAGE,
          }),
        ),
      );
      for (const item of Items) yield dueRecord(unmarshall(item));
      start = LastEvaluatedKey;
    } while (start);
  },
});

const Stored = z.object({
  revision: z.int(),
  doc: z.object({ id: z.string(), consumerId: z.string() }),
});

const dueRecord = (item: Item): DueRecord => {
  const { revision, doc } = Stored.parse(item);
  return String(item["pk"]).startsWith("SUBSCRIPTION#")
    ? { kind: "subscription", id: doc.id, revision }
    : { kind: "credential", id: doc.id, consumerId: doc.consumerId, revision };
};
