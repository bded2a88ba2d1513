import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type AllowanceStore, endOf } from "@latchkey/core/allowance/allowance-store";
import { isAwsError } from "../aws-error.ts";
import { allowanceItem, spendWrite } from "../commit/write-allowance.ts";
import { toTransactItem } from "../dynamo/item-write.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";

const usedIn = (item: Item | undefined): number => Number(item?.["n"] ?? 0);

export const allowanceTable = (table: Table): AllowanceStore => ({
  take: async (spend) => {
    const resetsAt = endOf(spend.window);
    const { Update: planned } = toTransactItem(table.tableName, spendWrite(spend, new Error("used up")));
    if (!planned) throw new Error("An allowance is spent by an update.");
    try {
      const command = new UpdateItemCommand({ ...planned, ReturnValues: "ALL_NEW" });
      const { Attributes = {} } = await answered("DynamoDB", table.client.send(command));
      return { taken: true, used: usedIn(unmarshall(Attributes)), resetsAt };
    } catch (error) {
      if (!isAwsError(error, "ConditionalCheckFailedException")) throw error;
      const { Item } = Object(error);
      return { taken: false, used: usedIn(Item && unmarshall(Item)), resetsAt };
    }
  },

  used: async (allowance) => {
    const command = new GetItemCommand({
      TableName: table.tableName,
      Key: marshall(allowanceItem(allowance)),
      ConsistentRead: true,
    });
    const { Item } = await answered("DynamoDB", table.client.send(command));
    return { used: usedIn(Item && unmarshall(Item)), resetsAt: endOf(allowance.window) };
  },
});
