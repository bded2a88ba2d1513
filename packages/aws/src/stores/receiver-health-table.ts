import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { ReceiverHealth } from "@latchkey/core/webhook/receiver-health";
import { receiverHealthKey } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

const SLOW_FOR_MS = 60_000;

/** `now` in milliseconds since the epoch. */
export const receiverHealthTable = (table: Table, now: () => number): ReceiverHealth => ({
  isSlow: async (webhook) =>
    Number((await readItem(table, receiverHealthKey(webhook)))?.["slowUntil"]) > now(),
  markSlow: async (webhook) => {
    const slowUntil = now() + SLOW_FOR_MS;
    const mark = { slowUntil, [TTL_ATTRIBUTE]: Math.ceil(slowUntil / 1000) };
    await answered(
      "DynamoDB",
      table.client.send(
        new PutItemCommand({
          TableName: table.tableName,
          Item: marshall({ ...receiverHealthKey(webhook), ...mark }),
        }),
      ),
    );
  },
});
