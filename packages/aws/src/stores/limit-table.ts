import type { AttributeValue, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { newEvent } from "@latchkey/core/event/event";
import type { RandomBytes } from "@latchkey/core/id";
import type { Ledger, LimitLedgers, LimitStore, Take, Taken } from "@latchkey/core/limit/limit-store";
import { Unavailable } from "@latchkey/core/outage";
import { isAwsError } from "../aws-error.ts";
import { outboxWrite } from "../commit/outbox-item.ts";
import { limitKey, limitMarkKey } from "../dynamo/count-keys.ts";
import { toTransactItem } from "../dynamo/item-write.ts";
import type { CallTable } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

/*
 * A counter is one item: `n` is the total, `b…` the total before a sub-bucket, `r…` what was given back of one and `i…`
 * the instances of an epoch, their numbers in base 36. All of one count happens in one conditional update.
 */

type Attributes = Record<string, AttributeValue>;

const number = (value: number): AttributeValue => ({ N: String(value) });
const named = (prefix: "b" | "r" | "i", index: number): string => prefix + index.toString(36);

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
      // It may have been done. To count it twice is safe; to give something back twice is not.
      const { returns, ...again } = take;
      return takeOnce(table, counter, { ...again, most: take.most - (returns?.amount ?? 0) });
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

const takeOnce = async (table: CallTable, counter: string, take: Take): Promise<Taken> => {
  const counted = table.client.updateItem({
    TableName: table.tableName,
    Key: marshall(limitKey(counter)),
    ...updateOf(take),
    ReturnValues: "ALL_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    const { Attributes = {} } = await answered("DynamoDB", counted);
    return { taken: true, ledger: ledgerOf(Attributes) };
  } catch (error) {
    if (!isAwsError(error, "ConditionalCheckFailedException")) throw error;
    return { taken: false, ledger: ledgerOf(Object(error).Item ?? {}) };
  }
};

const isAnnounced = (error: unknown): boolean =>
  isAwsError(error, "TransactionCanceledException") &&
  Object(error).CancellationReasons?.[0]?.Code === "ConditionalCheckFailed";

type UpdateParts = Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

const updateOf = ({ amount, most, bucket, joins, returns, forget, keepUntil }: Take): UpdateParts => {
  const set = ["n = if_not_exists(n, :zero) + :amount", "#ttl = :ttl"];
  const values: Attributes = {
    ":zero": number(0),
    ":amount": number(amount),
    ":bound": number(most - amount),
    ":ttl": number(Math.ceil(keepUntil / 1000)),
  };
  // Operands are those of the item as it was: the bucket is told the total before this count.
  if (bucket !== undefined)
    set.push(`${named("b", bucket)} = if_not_exists(${named("b", bucket)}, if_not_exists(n, :zero))`);
  if (returns) {
    const name = named("r", returns.bucket);
    set.push(`${name} = if_not_exists(${name}, :zero) + :returned`);
    values[":returned"] = number(returns.amount);
  }
  if (joins !== undefined) {
    set.push(`${named("i", joins)} = if_not_exists(${named("i", joins)}, :zero) + :one`);
    values[":one"] = number(1);
  }
  const removed = [
    ...(forget?.buckets ?? []).flatMap((each) => [named("b", each), named("r", each)]),
    ...(forget?.epochs ?? []).map((each) => named("i", each)),
  ];
  return {
    UpdateExpression: `SET ${set.join(", ")}${removed.length > 0 ? ` REMOVE ${removed.join(", ")}` : ""}`,
    ConditionExpression: "attribute_not_exists(n) OR n <= :bound",
    ExpressionAttributeNames: { "#ttl": TTL_ATTRIBUTE },
    ExpressionAttributeValues: values,
  };
};

const ledgerOf = (item: Attributes): Ledger => {
  const maps = { b: new Map<number, number>(), r: new Map<number, number>(), i: new Map<number, number>() };
  for (const [name, { N }] of Object.entries(item)) {
    const prefix = name.charAt(0);
    if (N === undefined || name.length < 2 || (prefix !== "b" && prefix !== "r" && prefix !== "i")) continue;
    maps[prefix].set(Number.parseInt(name.slice(1), 36), Number(N));
  }
  return { total: Number(item["n"]?.N ?? 0), before: maps.b, returned: maps.r, instances: maps.i };
};
