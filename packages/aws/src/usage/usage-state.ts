import { marshall } from "@aws-sdk/util-dynamodb";
import { Raced } from "@latchkey/core/outage";
import type { UsageState } from "@latchkey/core/usage/roll-up-store";
import { WINDOWS_AN_HOUR, windowOf } from "@latchkey/core/usage/usage-window";
import * as z from "zod/mini";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { usageStateKey } from "../dynamo/usage-keys.ts";
import { updated, written } from "../dynamo/written.ts";

const Stored = z.object({ began: z.int(), closed: z.int(), rolled: z.int(), epoch: z.int() });

/** As it is now; undefined in a table in which nothing was counted since this form began. */
export const readState = async (table: Table): Promise<UsageState | undefined> => {
  const item = await readItem(table, usageStateKey);
  return item && Stored.parse(item);
};

/** Calls that were made so long before the first is counted are not late. In windows. */
const BEFORE_WINDOWS = WINDOWS_AN_HOUR;

/** As it is now; begins it. */
export const beginState = async (table: Table, now: () => number): Promise<UsageState> => {
  const known = await readState(table);
  if (known) return known;
  const began = windowOf(now()) - BEFORE_WINDOWS;
  const put = {
    TableName: table.tableName,
    Item: marshall({ ...usageStateKey, began, closed: began - 1, rolled: began - 1, epoch: 0 }),
    ConditionExpression: "attribute_not_exists(pk)",
  };
  await written(table.client.putItem(put));
  return beginState(table, now);
};

/** @throws Raced when another run has begun */
export const changeState = async (
  table: Table,
  was: UsageState,
  fields: Partial<UsageState>,
): Promise<UsageState> => {
  const next = { ...was, ...fields };
  const { closed, rolled, epoch } = next;
  const isChanged = await updated(table, usageStateKey, {
    UpdateExpression: "SET closed = :closed, rolled = :rolled, epoch = :epoch",
    ConditionExpression: "epoch = :was",
    ExpressionAttributeValues: marshall({
      ":closed": closed,
      ":rolled": rolled,
      ":epoch": epoch,
      ":was": was.epoch,
    }),
  });
  if (!isChanged) throw new Raced("Another run rolls usage up.");
  return next;
};
