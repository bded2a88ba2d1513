import { hash } from "node:crypto";
import { boundedDimensions } from "./bounded-dimensions.ts";
import { mergeRow, sortedRows } from "./merge-rows.ts";
import type { RollUpStore, UsageState, WindowPlan } from "./roll-up-store.ts";
import { usageEvent } from "./usage-event.ts";
import { rowName, type UsageRow } from "./usage-row.ts";
import type { ExportState, ExportStore, UsageSink } from "./usage-sink.ts";
import { hourOfWindow, hourTime, WINDOWS_AN_HOUR } from "./usage-window.ts";

/** Additions to the log that one part of an hour adds up, about. Each has at most some hundred rows, so memory is bounded. */
const SEGMENTS_A_PART = 2000;

export interface ExportPorts {
  store: Pick<RollUpStore, "plannedHours" | "rowsOf"> & ExportStore;
  sinks: readonly UsageSink[];
  /** The management API's address. */
  source: string;
  hasTime(): boolean;
  segmentsAPart?: number;
}

/** Hours without calls that are looked through again, rather than noted. */
const IDLE_HOURS = 24;

/**
 * Writes the events of each hour that is rolled up. May stop at any point, and be run again or twice at a time: what an hour holds is
 * decided before, so a part that is written again is the same.
 *
 * @throws Raced when another run was faster.
 */
export const exportUsage = async (ports: ExportPorts, { began, rolled }: UsageState): Promise<void> => {
  const { store } = ports;
  const last = hourOfWindow(rolled - (WINDOWS_AN_HOUR - 1));
  let kept = await store.exportState();
  const keep = async (next: ExportState): Promise<void> => {
    await store.keepExportState(kept, next);
    kept = next;
  };
  const first = kept?.hour ?? hourOfWindow(began);
  for await (const { hour, plans } of store.plannedHours(first, last)) {
    // What was written of an hour stays, in whichever number of parts it was begun.
    const begun = kept?.hour === hour && kept.part > 0 ? kept : begin(hour, plans, ports.segmentsAPart);
    for (let { part } = begun; part < begun.parts; part += 1) {
      if (!ports.hasTime()) return;
      await keep({ ...begun, part });
      await writePart(ports, plans, { ...begun, part });
    }
    await keep({ hour: hour + 1, parts: 1, part: 0 });
  }
  if (last - (kept?.hour ?? first) >= IDLE_HOURS) await keep({ hour: last + 1, parts: 1, part: 0 });
};

const begin = (hour: number, plans: readonly WindowPlan[], segmentsAPart = SEGMENTS_A_PART): ExportState => {
  const segments = plans.reduce((sum, plan) => sum + plan.segments, 0);
  return { hour, parts: Math.ceil(segments / segmentsAPart), part: 0 };
};

const writePart = async (
  { store, sinks, source }: ExportPorts,
  plans: readonly WindowPlan[],
  { hour, part, parts }: ExportState,
): Promise<void> => {
  const rows = new Map<string, UsageRow>();
  for (const plan of plans) {
    const bounded = boundedDimensions();
    for await (const raw of store.rowsOf(plan)) {
      const row = bounded(raw);
      if (partOf(row, parts) === part) mergeRow(rows, row);
    }
  }
  const from = hourTime(hour);
  await writeAll(
    { sinks, source },
    { hour: from, unit: `${from}#hour`, name: `${from.slice(11, 13)}-${part}` },
    sortedRows(rows),
  );
};

/** A row is of the same part, whichever windows it was counted in. */
const partOf = (row: UsageRow, parts: number): number =>
  parts === 1 ? 0 : hash("sha256", rowName(row), "buffer").readUInt32BE() % parts;

/** What came late, as further events of its hour. */
export const exportLate = async (sinks: Sinks, unit: string, rows: readonly UsageRow[]): Promise<void> => {
  const hour = rows[0]?.hour;
  if (hour !== undefined)
    await writeAll(sinks, { hour, unit: `${hour}#${unit}`, name: `${hour.slice(11, 13)}-${unit}` }, rows);
};

type Sinks = Pick<ExportPorts, "sinks" | "source">;

const writeAll = async (
  { sinks, source }: Sinks,
  { hour, unit, name }: { hour: string; unit: string; name: string },
  rows: readonly UsageRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  const events = rows.map((row) => usageEvent(source, unit, row));
  for (const sink of sinks) await sink.write({ day: hour.slice(0, 10), name }, events);
};
