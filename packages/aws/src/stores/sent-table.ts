import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { SentStore } from "@latchkey/core/notification/sent-store";
import { markTtl, PAID } from "../commit/write-mail.ts";
import { sentKey } from "../dynamo/mail-keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";

/** `now` in milliseconds since the epoch. DynamoDB removes a mark some time after its 30 days; until then it counts. */
export const sentTable = (table: Table, now: () => number): SentStore => ({
  standing: async (key) => {
    const mark = await readItem(table, sentKey(key));
    if (!mark) return "new";
    return mark["state"] === PAID ? "paid" : "done";
  },
  markSent: async (key) => {
    const put = new PutItemCommand({
      TableName: table.tableName,
      Item: marshall({ ...sentKey(key), ...markTtl(now()) }),
      ConditionExpression: "attribute_not_exists(pk) OR #state = :paid",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: marshall({ ":paid": PAID }),
    });
    await written(table.client.send(put));
  },
});
