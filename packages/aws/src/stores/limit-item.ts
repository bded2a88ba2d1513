import type { AttributeValue, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import type { Ledger, Take } from "@latchkey/core/limit/limit-store";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";

/*
 * A counter is one item: `n` is the total, `b…` the total before a sub-bucket or a group of them, `r…` what was given back of one and `i…`
 * the instances of an epoch, their numbers in base 36; `h…` is what is held under an id. All of one count happens in one
 * conditional update.
 */

type Attributes = Record<string, AttributeValue>;

const number = (value: number): AttributeValue => ({ N: String(value) });
const named = (prefix: "b" | "r" | "i", index: number): string => prefix + index.toString(36);
const heldName = (id: string): string => `h${id}`;

type UpdateParts = Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** The count of a counter, as an update of its item. */
export const limitUpdate = (take: Take): UpdateParts => {
  const { amount, most, bucket, joins, returns, forget, merges = [], holds, settles, keepUntil } = take;
  const names: Record<string, string> = { "#ttl": TTL_ATTRIBUTE };
  const set = ["n = if_not_exists(n, :zero) + :amount", "#ttl = :ttl"];
  const values: Attributes = {
    ":zero": number(0),
    ":amount": number(amount),
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
  for (const [index, { into, before }] of merges.entries()) {
    set.push(`${named("b", into)} = :before${index}`);
    values[`:before${index}`] = number(before);
  }
  const removed = [
    ...merges.flatMap(({ from }) => from.map((each) => named("b", each))),
    ...(forget?.buckets ?? []).flatMap((each) => [named("b", each), named("r", each)]),
    ...(forget?.epochs ?? []).map((each) => named("i", each)),
    ...(forget?.holds ?? []).map((id, index) => {
      names[`#left${index}`] = heldName(id);
      return `#left${index}`;
    }),
  ];
  const conditions: string[] = [];
  if (settles === undefined) {
    conditions.push("(attribute_not_exists(n) OR n <= :bound)");
    values[":bound"] = number(most - amount);
  } else {
    names["#settled"] = heldName(settles);
    conditions.push("attribute_exists(#settled)");
    removed.push("#settled");
  }
  if (holds !== undefined) {
    names["#held"] = heldName(holds);
    conditions.push("attribute_not_exists(#held)");
    set.push("#held = :amount");
  }
  return {
    UpdateExpression: `SET ${set.join(", ")}${removed.length > 0 ? ` REMOVE ${removed.join(", ")}` : ""}`,
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
};

/** What a counter's item says. */
export const ledgerOf = (item: Attributes): Ledger => {
  const maps = { b: new Map<number, number>(), r: new Map<number, number>(), i: new Map<number, number>() };
  const held = new Map<string, number>();
  for (const [name, { N }] of Object.entries(item)) {
    const prefix = name.charAt(0);
    if (N === undefined || name.length < 2) continue;
    if (prefix === "h") held.set(name.slice(1), Number(N));
    else if (prefix === "b" || prefix === "r" || prefix === "i")
      maps[prefix].set(Number.parseInt(name.slice(1), 36), Number(N));
  }
  return {
    total: Number(item["n"]?.N ?? 0),
    before: maps.b,
    returned: maps.r,
    instances: maps.i,
    held,
  };
};
