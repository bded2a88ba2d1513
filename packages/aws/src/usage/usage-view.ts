import { unmarshall } from "@aws-sdk/util-dynamodb";
import { boundedDimensions } from "@latchkey/core/usage/bounded-dimensions";
import { mergeRow } from "@latchkey/core/usage/merge-rows";
import type { UsageRow } from "@latchkey/core/usage/usage-row";
import { isOfPartition, TooMuchUsage, type UsageRows } from "@latchkey/core/usage/usage-store";
import {
  hourOfWindow,
  hourTime,
  WINDOWS_AN_HOUR,
  windowOf,
  windowOfSlot,
} from "@latchkey/core/usage/usage-window";
import { queryPages } from "../dynamo/item-pages.ts";
import type { Table } from "../dynamo/table.ts";
import { segmentOfKey } from "../dynamo/usage-keys.ts";
import { legacyEnd, legacyRows } from "./legacy-usage.ts";
import { unpackRows } from "./packed-rows.ts";
import { logQueries } from "./roll-up-table.ts";
import { pagedRows } from "./usage-pages.ts";
import { readState } from "./usage-state.ts";

/** Of the log that is not rolled up yet, one request reads so much: a busy stage shows its last minutes a little later. */
const MAX_TAIL_ROWS = 20_000;
const MAX_TAIL_WINDOWS = 26 * WINDOWS_AN_HOUR;
/** What one request adds up for a partition, and looks through for it. */
const MAX_KEPT = 100_000;
const MAX_READ = 2_000_000;

/** What is counted, to be read. */
export const usageRows = (table: Table): UsageRows => ({
  usageView: async (from, to) => {
    const state = await readState(table);
    const rolled = state?.rolled ?? Number.POSITIVE_INFINITY;
    const tail = await readTail(table, rolled, from, to);
    const isOld = !state || from < hourTime(hourOfWindow(legacyEnd(state)) + 1);
    return {
      rowsOf: async (of, keep) => {
        const rows = new Map<string, UsageRow>();
        let read = 0;
        const add = (row: UsageRow) => {
          read += 1;
          if (keep(row)) mergeRow(rows, row);
          if (rows.size > MAX_KEPT || read > MAX_READ) throw new TooMuchUsage();
        };
        for (const row of isOld ? await legacyRows(table, of, from, to) : [])
          if (isOfPartition(row, of)) add(row);
        if (state)
          for await (const row of pagedRows(table, of, { from, to, rolled }))
            if (isOfPartition(row, of)) add(row);
        for (const row of tail) if (isOfPartition(row, of)) add(row);
        return [...rows.values()];
      },
    };
  },
});

/** Rows of windows behind those that are rolled up; none where there are too many. */
const readTail = async (table: Table, rolled: number, from: string, to: string): Promise<UsageRow[]> => {
  const first = Math.max(rolled + 1, windowOf(Date.parse(from)));
  const last = Math.min(windowOf(Date.parse(to) - 1), rolled + MAX_TAIL_WINDOWS);
  if (!(first <= last)) return [];
  const rows: UsageRow[] = [];
  let window = first;
  let bounded = boundedDimensions();
  for (const query of logQueries(first, last))
    for await (const { items } of queryPages(table, query))
      for (const raw of items) {
        const item = unmarshall(raw);
        const its = windowOfSlot(segmentOfKey(String(item["sk"])).slot);
        if (its !== window) bounded = boundedDimensions();
        window = its;
        for (const row of unpackRows(item["rows"])) rows.push(bounded(row));
        if (rows.length > MAX_TAIL_ROWS) return [];
      }
  return rows;
};
