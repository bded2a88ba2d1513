import type { UsageRow } from "@latchkey/core/usage/usage-row";
import type { UsagePartition } from "@latchkey/core/usage/usage-store";
import type { Table } from "../dynamo/table.ts";
import { usageRows } from "../usage/usage-view.ts";

const HOUR_MS = 3_600_000;

/** What is counted of a partition in an hour. @param hour ISO 8601 */
export const countedRows = async (table: Table, of: UsagePartition, hour: string): Promise<UsageRow[]> => {
  const view = await usageRows(table).usageView(hour, new Date(Date.parse(hour) + HOUR_MS).toISOString());
  return view.rowsOf(of, () => true);
};
