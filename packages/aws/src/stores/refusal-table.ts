import { RefusalEntry, type RefusalStore } from "@latchkey/core/usage/refusal-entry";
import { refusalsKey } from "../dynamo/keys.ts";
import type { Table } from "../dynamo/table.ts";
import { lastOfDayTable } from "./last-of-day-table.ts";

const entries = (table: Table) => lastOfDayTable(table, refusalsKey, "refusals", RefusalEntry);

export const refusalReads = (table: Table): Pick<RefusalStore, "refusals"> => ({
  refusals: entries(table).last,
});

/** One item a consumer holds its last refusals. @throws Raced when others keep on writing at the same moment. */
export const refusalTable = (table: Table): RefusalStore => {
  const { last, note } = entries(table);
  return { refusals: last, note };
};
