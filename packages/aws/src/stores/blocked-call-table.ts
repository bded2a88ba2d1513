import { BlockedCall, type BlockedCallStore } from "@latchkey/core/usage/blocked-call";
import { blockedCallsKey } from "../dynamo/keys.ts";
import type { Table } from "../dynamo/table.ts";
import { lastOfDayTable } from "./last-of-day-table.ts";

const calls = (table: Table) => lastOfDayTable(table, blockedCallsKey, "calls", BlockedCall);

export const blockedCallReads = (table: Table): Pick<BlockedCallStore, "blockedCalls"> => ({
  blockedCalls: calls(table).last,
});

/** One item a service holds what the firewall has blocked of it. @throws Raced as `refusalTable`. */
export const blockedCallTable = (table: Table): BlockedCallStore => {
  const { last, note } = calls(table);
  return { blockedCalls: last, noteBlocked: note };
};
