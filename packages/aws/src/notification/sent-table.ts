import { ConditionalCheckFailedException, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { SentStore } from "@latchkey/core/notification/sent-store";
import { sentKey } from "../table/keys.ts";
import { readItem } from "../table/read-item.ts";
import type { Table } from "../table/table.ts";
import { TTL_ATTRIBUTE } from "../table/table-definition.ts";
import { answered } from "../unavailable.ts";

const KEPT_SECONDS = 30 * 86_400;

/** `now` in milliseconds since the epoch. DynamoDB removes a mark some time after its 30 days; until then it counts. */
export const sentTable = (table: Table, now: () => number): SentStore => ({
  wasSent: async (key) => (await readItem(table, sentKey(key))) !== undefined,
  markSent: async (key) => {
    const mark = { ...sentKey(key), [TTL_ATTRIBUTE]: Math.ceil(now() / 1000) + KEPT_SECONDS };
    try {
      await answered(
        "DynamoDB",
        table.client.send(
          new PutItemCommand({
            TableName: table.tableName,
            Item: marshall(mark),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        ),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
