import type { CallRecord } from "@latchkey/core/usage/call-record";
import { ingestCalls } from "@latchkey/core/usage/ingest-calls";
import { type RollUpPorts, rollUp } from "@latchkey/core/usage/roll-up";
import { usageReport } from "@latchkey/core/usage/usage-report";
import type { Table } from "../dynamo/table.ts";
import { countedRows } from "../testing/counted-rows.ts";
import { rollUpTable } from "./roll-up-table.ts";
import { usageLog } from "./usage-log.ts";

export const HOUR = "2026-03-01T12:00:00.000Z";
export const START = Date.parse(HOUR);
export const MINUTE = 60_000;

let named = 0;

/** Calls of consumers in turn, some seconds apart. */
export const callsFrom = (at: number, count: number, fields: Partial<CallRecord> = {}): CallRecord[] =>
  Array.from({ length: count }, (_, index) => {
    named += 1;
    return {
      requestId: `call-${named}`,
      at: new Date(at + index * 7000).toISOString(),
      consumer: `con_${index % 4}`,
      team: `team-${index % 2}`,
      credential: `crd_${index % 4}`,
      subscription: `sub_${index % 4}`,
      serviceId: "svc_1",
      slug: "echo",
      operation: index % 4 === 0 ? "getForecast" : "other",
      status: 200,
      upstreamStatus: 200,
      bytesIn: 1,
      bytesOut: 10,
      durationMs: 5,
      ...fields,
    };
  });

/** An instance of `ingest` with a memory of its own. */
export const instance = (table: Table, now: () => number) => {
  const store = usageLog(table, now);
  return (calls: readonly CallRecord[]) => ingestCalls({ store, wait: async () => undefined }, calls);
};

export const roll = (table: Table, now: number, ports: Partial<RollUpPorts> = {}) =>
  rollUp({
    store: rollUpTable(table, () => now),
    now: () => now,
    hasTime: () => true,
    onLate: async () => undefined,
    ...ports,
  });

/** How many calls are found under each side. */
export const found = async (table: Table): Promise<Record<string, number>> => {
  const sides = {
    service: { serviceId: "svc_1" },
    "team-0": { team: "team-0" },
    "team-1": { team: "team-1" },
    con_0: { consumer: "con_0", team: "team-0" },
  };
  const counts: Record<string, number> = {};
  for (const [name, of] of Object.entries(sides)) {
    const [sum] = usageReport(await countedRows(table, of, HOUR), "hour", undefined);
    counts[name] = sum?.calls ?? 0;
  }
  return counts;
};
