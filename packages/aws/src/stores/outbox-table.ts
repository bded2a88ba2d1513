import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DomainEvent } from "@latchkey/core/event/event";
import { eventOf } from "../commit/outbox-item.ts";
import { OUTBOX_SHARDS, outboxKey, outboxPartition } from "../dynamo/keys.ts";
import { queryItems } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";

/** What was written and may not be on the bus yet. */
export interface OutboxTable {
  /** The shards, each to be listed on its own. */
  shards: readonly number[];
  /** Up to `most` events that are still there, oldest first, as they are now. */
  waiting(shard: number, most: number): Promise<DomainEvent[]>;
  /** Idempotent. */
  remove(eventId: string): Promise<void>;
}

export const outboxTable = (table: Table): OutboxTable => ({
  shards: Array.from({ length: OUTBOX_SHARDS }, (_, shard) => shard),
  waiting: async (shard, most) => {
    const items = await queryItems(
      table,
      {
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: marshall({ ":pk": outboxPartition(shard) }),
      },
      most,
    );
    return items.map(eventOf);
  },
  remove: async (eventId) => {
    await answered(
      "DynamoDB",
      table.client.send(
        new DeleteItemCommand({ TableName: table.tableName, Key: marshall(outboxKey(eventId)) }),
      ),
    );
  },
});
