import { marshall } from "@aws-sdk/util-dynamodb";
import type { UsageRow } from "@latchkey/core/usage/usage-row";
import type { UsagePartition } from "@latchkey/core/usage/usage-store";
import { noUsage, USAGE_SUMS } from "@latchkey/core/usage/usage-totals";
import { WINDOWS_AN_HOUR } from "@latchkey/core/usage/usage-window";
import * as z from "zod/mini";
import { usageRowKey, usageSeenKey } from "../dynamo/keys.ts";
import { queryItems } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";

/*
 * The form of the releases before: an item for each row under its consumer, service and team, added to in a transaction with the ids of
 * its calls. It is read for as long as its rows are kept, and written no more.
 */

/** Functions of the release before may count beside ours for so long after this form began. In windows. */
const BESIDE_WINDOWS = 6 * WINDOWS_AN_HOUR;

/** The first window in which nothing has the old form. */
export const legacyEnd = ({ began }: { began: number }): number => began + BESIDE_WINDOWS;

/** Each with the bytes of ids that were counted at once. */
export const legacySeen = async (table: Table, slot: number): Promise<Item[]> =>
  queryItems(table, {
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: marshall({ ":pk": usageSeenKey(slot, "").pk }),
  });

/** Rows of hours up to, not including, `to`. ISO 8601. */
export const legacyRows = async (
  table: Table,
  of: UsagePartition,
  from: string,
  to: string,
): Promise<UsageRow[]> => {
  const items = await queryItems(table, {
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: marshall({ ":pk": partitionOf(of), ":from": from, ":to": to }),
  });
  return items.map(rowOf);
};

const partitionOf = (of: UsagePartition): string =>
  "consumer" in of
    ? usageRowKey("CONSUMER", of.consumer, "").pk
    : "serviceId" in of
      ? usageRowKey("SERVICE", of.serviceId, "").pk
      : usageRowKey("TEAM", of.team, "").pk;

const Of = z.object({
  hour: z.string(),
  consumer: z.string(),
  team: z.string(),
  serviceId: z.string(),
  service: z.string(),
  subscription: z.string(),
  credential: z.string(),
  operation: z._default(z.string(), ""),
  model: z._default(z.string(), ""),
});

const rowOf = (item: Item): UsageRow => {
  const counts = (prefix: string) =>
    Object.fromEntries(
      Object.entries(item)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, count]) => [name.slice(prefix.length).replaceAll("_", "-"), Number(count)]),
    );
  return {
    ...noUsage(),
    ...Of.parse(item),
    ...Object.fromEntries(USAGE_SUMS.map((sum) => [sum, Number(item[sum] ?? 0)])),
    refusedByReason: counts("r_"),
    latency: counts("l_"),
  };
};
