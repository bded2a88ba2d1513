import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Subscription } from "@latchkey/core/subscription/subscription";
import { scanPages } from "../dynamo/item-pages.ts";
import type { Item, SealingTable, Table } from "../dynamo/table.ts";
import { countersOf } from "./repair-counters.ts";
import { repairNames } from "./repair-names.ts";
import { repairFromPlace, repairSubscription } from "./repair-subscription.ts";
import { repairTransfer } from "./repair-transfer.ts";

/** How much of what was restored had been read in two halves. */
export interface Repaired {
  subscriptions: number;
  names: number;
  counters: number;
}

/**
 * Restores the invariants that the table's transactions keep, after a scan that is no snapshot: both copies of a
 * subscription are the same, those of a consumer are of its team, a consumer has at most one living subscription to a service, every name of a record leads to
 * it, and the counters are correct. The table must have no other writer. A second run finds nothing to repair.
 *
 * In memory it keeps two numbers for each team and one for each service.
 */
export const repairTable = async (table: SealingTable, now: number): Promise<Repaired> => {
  const repaired: Repaired = { subscriptions: 0, names: 0, counters: 0 };
  await forEach(table, async (item) => {
    if (await repairCopies(table, item, now)) repaired.subscriptions += 1;
  });
  await forEach(table, async (item) => {
    const names = await repairNames(table, item);
    repaired.names += names;
    if (await repairTransfer(table, item, now)) repaired.subscriptions += 1;
  });
  const counters = countersOf(table);
  await forEach(table, counters.see);
  repaired.counters = await counters.repair();
  return repaired;
};

const AT_ONCE = 16;

/** Items are independent of each other, but for the copies of one subscription: those of a partition come in turn. */
const forEach = async (table: Table, work: (item: Item) => Promise<void>): Promise<void> => {
  for await (const page of scanPages(table)) {
    const waiting = Map.groupBy(
      page.items.map((item) => unmarshall(item)),
      ({ pk }) => String(pk),
    ).values();
    const inTurn = async () => {
      for (const items of waiting) for (const item of items) await work(item);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  }
};

const repairCopies = async (table: SealingTable, { pk, sk, doc }: Item, now: number): Promise<boolean> => {
  if (String(pk).startsWith("SUBSCRIPTION#") && sk === "META" && doc !== undefined)
    return repairSubscription(table, Subscription.parse(doc), now);
  if (String(pk).startsWith("CONSUMER#") && String(sk).startsWith("SUBSCRIPTION#") && doc !== undefined)
    return repairFromPlace(table, doc, now);
  return false;
};
