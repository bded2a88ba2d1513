import { boundedDimensions } from "./bounded-dimensions.ts";
import { mergeRow, sortedRows } from "./merge-rows.ts";
import type { RollUpStore, SegmentName, UsageState, WindowPlan } from "./roll-up-store.ts";
import { pagesOf } from "./usage-page.ts";
import type { UsageRow } from "./usage-row.ts";
import { hourOfWindow, windowOf, windowOfSlot } from "./usage-window.ts";

/** How long after its end a window is closed: most lines have come by then. Milliseconds. */
const GRACE_MS = 120_000;
/** Rows that are added up at a time. */
const MAX_ROWS = 20_000;

export interface RollUpPorts {
  store: RollUpStore;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Whether there is time for one more window. */
  hasTime(): boolean;
  /** Told of the rows of a late segment before it is settled, by the segment's own name. All are of one hour. */
  onLate(unit: string, rows: readonly UsageRow[]): Promise<void>;
}

/**
 * Adds up what the log has gained, into pages by team and by service. May stop at any point, and be run again or twice at a time:
 * what a page holds is decided before it is written, and never changes.
 *
 * @returns the windows whose pages are whole
 * @throws Raced when another run has begun.
 */
export const rollUp = async (ports: RollUpPorts): Promise<UsageState> => {
  const { store, now } = ports;
  const state = await rollWindows(ports, await store.state(), windowOf(now() - GRACE_MS) - 1);
  for await (const name of store.late()) if (ports.hasTime()) await rollLate(ports, state, name);
  return state;
};

const rollWindows = async (ports: RollUpPorts, state: UsageState, due: number): Promise<UsageState> => {
  const { store } = ports;
  const through = Math.max(due, state.closed);
  if (through <= state.rolled) return state;
  // Without calls nothing is written, but for the end of an hour, which is exported then.
  const isSameHour = hourOfWindow(through + 1) === hourOfWindow(state.rolled + 1);
  const isClosed = state.closed > state.rolled;
  if (isSameHour && !isClosed && !(await hasAny(store, state.rolled + 1, through))) return state;
  const closed = await store.close(state, through);
  for await (const window of store.loggedWindows(state.rolled + 1, through)) {
    if (!ports.hasTime()) return store.advance(closed, window - 1);
    const plan = await store.plan(closed, window);
    if (plan) await writePages(store, plan);
  }
  return store.advance(closed, through);
};

const hasAny = async (store: RollUpStore, from: number, to: number): Promise<boolean> => {
  for await (const _ of store.loggedWindows(from, to)) return true;
  return false;
};

const writePages = async (store: RollUpStore, plan: WindowPlan): Promise<void> => {
  const bounded = boundedDimensions();
  let rows = new Map<string, UsageRow>();
  let part = 0;
  const write = async () => {
    await store.write(pagesOf(plan.window, `all#${part}`, sortedRows(rows)));
    rows = new Map();
    part += 1;
  };
  for await (const row of store.rowsOf(plan)) {
    mergeRow(rows, bounded(row));
    if (rows.size >= MAX_ROWS) await write();
  }
  await write();
};

const rollLate = async (ports: RollUpPorts, state: UsageState, name: SegmentName): Promise<void> => {
  const { store } = ports;
  const window = windowOfSlot(name.slot);
  // Its window is still being rolled up, and may hold it.
  if (window > state.rolled) return;
  const plan = await store.planOf(window);
  const isLeftOut = (plan?.through[name.slot] ?? 0) < name.seq;
  const segment = isLeftOut ? await store.segment(name) : undefined;
  if (segment) {
    const merged = new Map<string, UsageRow>();
    for (const row of segment.rows.map(boundedDimensions())) mergeRow(merged, row);
    const rows = sortedRows(merged);
    const unit = `late-${name.slot}-${name.seq}-${segment.mark}`;
    await store.write(pagesOf(window, unit, rows));
    await ports.onLate(unit, rows);
  }
  await store.settled(name);
};
