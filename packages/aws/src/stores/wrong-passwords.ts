import { hash } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import { WRONG_PASSWORDS } from "@latchkey/core/proof/failure-throttle";
import { type Key, META } from "../dynamo/keys.ts";
import type { CallTable, Item } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { updated } from "../dynamo/written.ts";

const { windowMs } = WRONG_PASSWORDS;
/** Seconds that a count outlives its window, for clocks that differ. */
const LEEWAY_SECONDS = 3600;

/** Hashed, since it has an address and a user name in it. */
export const wrongPasswordsKey = (lane: string): Key => ({
  pk: `WRONG-PASSWORDS#${hash("sha256", lane, "base64url")}`,
  sk: META,
});

/** Those of the window that began with the first of them, while it lasts. */
export const failuresIn = (item: Item | undefined, now: number): number =>
  item !== undefined && Number(item["since"]) > now - windowMs ? Number(item["n"]) : 0;

/** Counts one in the window that lasts, or begins another one. */
export const countWrongPassword = async (table: CallTable, lane: string, now: number): Promise<void> => {
  const isLasting = await updated(table, wrongPasswordsKey(lane), {
    UpdateExpression: "ADD n :one",
    ConditionExpression: "since > :over",
    ExpressionAttributeValues: marshall({ ":one": 1, ":over": now - windowMs }),
  });
  if (isLasting) return;
  const hasBegun = await updated(table, wrongPasswordsKey(lane), {
    UpdateExpression: "SET n = :one, since = :now, #ttl = :ttl",
    ConditionExpression: "attribute_not_exists(since) OR since <= :over",
    ExpressionAttributeNames: { "#ttl": TTL_ATTRIBUTE },
    ExpressionAttributeValues: marshall({
      ":one": 1,
      ":now": now,
      ":over": now - windowMs,
      ":ttl": Math.ceil((now + windowMs) / 1000) + LEEWAY_SECONDS,
    }),
  });
  // Another instance has begun it in this moment.
  if (!hasBegun) await countWrongPassword(table, lane, now);
};
