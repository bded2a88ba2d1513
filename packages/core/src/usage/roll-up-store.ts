import type { UsagePage } from "./usage-page.ts";
import type { UsageRow } from "./usage-row.ts";

/** How far the roll-up is, in windows. */
export interface UsageState {
  /** The first window that was counted in this form. */
  began: number;
  /** What is appended to a window up to here is late. */
  closed: number;
  /** The pages of all windows up to here are whole. */
  rolled: number;
  /** Grows with each closing: a run that was overtaken cannot go on. */
  epoch: number;
}

/** One addition to the log. */
export interface SegmentName {
  slot: number;
  seq: number;
}

/** Which segments of a window its pages hold: the last of each slot. */
export interface WindowPlan {
  window: number;
  through: Record<string, number>;
  /** How many there are in all slots. */
  segments: number;
}

export interface RollUpStore {
  /** As it is now; begins it. */
  state(): Promise<UsageState>;
  /** From now on, what is appended to these windows is listed as late. @throws Raced when another run has closed since. */
  close(state: UsageState, through: number): Promise<UsageState>;
  /** Windows of which the log has something, in their order. */
  loggedWindows(from: number, to: number): AsyncIterable<number>;
  /**
   * Decides what the pages of a closed window hold, or says what was decided. Undefined: nothing was appended.
   * @throws Raced when another run has closed since.
   */
  plan(state: UsageState, window: number): Promise<WindowPlan | undefined>;
  /** What was decided for the windows of hours, from one to another: the hours that have any, in their order. */
  plannedHours(from: number, to: number): AsyncIterable<{ hour: number; plans: WindowPlan[] }>;
  planOf(window: number): Promise<WindowPlan | undefined>;
  /** The rows of a plan's segments, in the order of slots and additions. */
  rowsOf(plan: WindowPlan): AsyncIterable<UsageRow>;
  /** Undefined when the log has it no longer. `mark` differs for each addition, whatever its number. */
  segment(name: SegmentName): Promise<{ rows: UsageRow[]; mark: string } | undefined>;
  /** Writes pages. Safe to repeat. */
  write(pages: readonly UsagePage[]): Promise<void>;
  /** @throws Raced when another run has closed since. */
  advance(state: UsageState, rolled: number): Promise<UsageState>;
  /** Segments that came after their window was closed. */
  late(): AsyncIterable<SegmentName>;
  settled(name: SegmentName): Promise<void>;
}
