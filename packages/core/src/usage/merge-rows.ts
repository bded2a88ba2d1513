import { rowName, type UsageRow } from "./usage-row.ts";
import { mergeInto, noUsage } from "./usage-totals.ts";

/** Adds a row to those of its name. */
export const mergeRow = (rows: Map<string, UsageRow>, row: UsageRow): void => {
  const name = rowName(row);
  const sum = rows.get(name) ?? { ...row, ...noUsage() };
  rows.set(name, sum);
  mergeInto(sum, row);
};

/** In the order of their names. */
export const sortedRows = (rows: ReadonlyMap<string, UsageRow>): UsageRow[] =>
  [...rows].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, row]) => row);
