import { marshall } from "@aws-sdk/util-dynamodb";
import { Raced } from "@latchkey/core/outage";
import type { ExportStore } from "@latchkey/core/usage/usage-sink";
import * as z from "zod/mini";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { usageExportKey } from "../dynamo/usage-keys.ts";
import { written } from "../dynamo/written.ts";

const Stored = z.object({ hour: z.int(), parts: z.int(), part: z.int() });

export const exportTable = (table: Table): ExportStore => ({
  exportState: async () => {
    const item = await readItem(table, usageExportKey);
    return item && Stored.parse(item);
  },
  keepExportState: async (was, next) => {
    const put = {
      TableName: table.tableName,
      Item: marshall({ ...usageExportKey, ...next }),
      ...(was
        ? {
            ConditionExpression: "#hour = :hour AND #part = :part",
            ExpressionAttributeNames: { "#hour": "hour", "#part": "part" },
            ExpressionAttributeValues: marshall({ ":hour": was.hour, ":part": was.part }),
          }
        : { ConditionExpression: "attribute_not_exists(pk)" }),
    };
    if (!(await written(table.client.putItem(put)))) throw new Raced("Another run exports usage.");
  },
});
