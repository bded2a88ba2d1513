import { marshall } from "@aws-sdk/util-dynamodb";
import { newEvent } from "@latchkey/core/event/event";
import type { RandomBytes } from "@latchkey/core/id";
import type { LimitLedgers, LimitStore, Take, Taken } from "@latchkey/core/limit/limit-store";
import { Unavailable } from "@latchkey/core/outage";
import { isAwsError } from "../aws-error.ts";
import { outboxWrite } from "../commit/outbox-item.ts";
import { limitKey, limitMarkKey } from "../dynamo/count-keys.ts";
import { toTransactItem } from "../dynamo/item-write.ts";
import type { CallTable } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";
import { ledgerOf, limitUpdate } from "./limit-item.ts";

export const limitLedgers = (table: CallTable): LimitLedgers => ({
  limitLedger: async (counter) => {
    const { Item } = await answered(
      "DynamoDB",
      table.client.getItem({
        TableName: table.tableName,
        Key: marshall(limitKey(counter)),
        ConsistentRead: true,
      }),
    );
    return Item && ledgerOf(Item);
  },
});

/** @param table with a client that makes one attempt at each request: what is sent twice is decided here. */
export const limitTable = (table: CallTable, random: RandomBytes): LimitStore => ({
  read: limitLedgers(table).limitLedger,

  take: async (counter, take) => {
    try {
      return await takeOnce(table, counter, take);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return takeAgain(table, counter, take);
    }
  },

  announce: async (mark, event, now, keepUntil) => {
    const writes = [
      toTransactItem(table.tableName, {
        do: "put",
        key: limitMarkKey(mark),
        attributes: { [TTL_ATTRIBUTE]: Math.ceil(keepUntil / 1000) },
        conditions: [{ write: 0, test: { is: "absent" }, error: new Error("announced") }],
      }),
      toTransactItem(table.tableName, outboxWrite(newEvent(event, now, random))),
    ];
    try {
      await answered("DynamoDB", table.client.transactWriteItems({ TransactItems: writes }));
    } catch (error) {
      if (!isAnnounced(error)) throw error;
    }
  },
});

/** It may have been done. A hold is counted once by its id; else, to count twice is safe and to give back twice is not. */
const takeAgain = async (table: CallTable, counter: string, take: Take): Promise<Taken> => {
  if (take.holds !== undefined) return takeOnce(table, counter, take);
  if (take.settles !== undefined) return { ...(await takeOnce(table, counter, take)), taken: true };
  const { returns, ...again } = take;
  return takeOnce(table, counter, { ...again, most: take.most - (returns?.amount ?? 0) });
};

const takeOnce = async (table: CallTable, counter: string, take: Take): Promise<Taken> => {
  const counted = table.client.updateItem({
    TableName: table.tableName,
    Key: marshall(limitKey(counter)),
    ...limitUpdate(take),
    ReturnValues: "ALL_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    const { Attributes = {} } = await answered("DynamoDB", counted);
    return { taken: true, ledger: ledgerOf(Attributes) };
  } catch (error) {
    if (!isAwsError(error, "ConditionalCheckFailedException")) throw error;
    const ledger = ledgerOf(Object(error).Item ?? {});
    return { taken: take.holds !== undefined && ledger.held.has(take.holds), ledger };
  }
};

const isAnnounced = (error: unknown): boolean =>
  isAwsError(error, "TransactionCanceledException") &&
  Object(error).CancellationReasons?.[0]?.Code === "ConditionalCheckFailed";
