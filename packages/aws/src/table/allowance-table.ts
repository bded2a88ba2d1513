import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import {
  type Allowance,
  type AllowanceStore,
  endOf,
  type Spend,
} from "@latchkey/core/allowance/allowance-store";
import { answered } from "../unavailable.ts";
import { allowanceKey } from "./count-keys.ts";
import { toTransactItem, type Update, update } from "./item-write.ts";
import type { Item, Table } from "./table.ts";
import { TTL_ATTRIBUTE } from "./table-definition.ts";

/** Seconds that a count outlives its window, for clocks that differ. */
const LEEWAY_SECONDS = 3600;

const keyOf = ({ of, window }: Allowance) => allowanceKey(of, window.seconds, window.start);

const usedIn = (item: Item | undefined): number => Number(item?.["n"] ?? 0);

/** One conditional update; `error` is thrown by a change that the allowance has no room for. */
export const spendWrite = (spend: Spend, error: Error, write = 0): Update =>
  update(keyOf(spend), {
    set: { [TTL_ATTRIBUTE]: Math.ceil(endOf(spend.window) / 1000) + LEEWAY_SECONDS },
    add: { n: spend.amount },
    conditions: [{ write, test: { is: "room", attribute: "n", by: spend.amount, most: spend.most }, error }],
  });

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
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { taken: false, used: usedIn(error.Item && unmarshall(error.Item)), resetsAt };
    }
  },

  used: async (allowance) => {
    const command = new GetItemCommand({
      TableName: table.tableName,
      Key: marshall(keyOf(allowance)),
      ConsistentRead: true,
    });
    const { Item } = await answered("DynamoDB", table.client.send(command));
    return { used: usedIn(Item && unmarshall(Item)), resetsAt: endOf(allowance.window) };
  },
});
