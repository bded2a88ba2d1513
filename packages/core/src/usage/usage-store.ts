import type { UsageRow } from "./usage-row.ts";

/** Which calls of a span of time are counted already. */
export interface SeenCalls {
  /** Grows with each addition. */
  version: number;
  has(requestId: string): boolean;
}

export interface UsageRows {
  /** Rows from one hour up to, not including, another. */
  usageRowsOf(of: UsagePartition, from: string, to: string): Promise<UsageRow[]>;
}

export interface UsageStore extends UsageRows {
  /** As it is now. */
  seen(slot: number): Promise<SeenCalls>;
  /**
   * Adds rows and notes the calls that they count: both, or neither.
   * @throws Raced when others were added to the slot since `version`.
   */
  add(slot: number, version: number, requestIds: readonly string[], rows: readonly UsageRow[]): Promise<void>;
}

export type UsagePartition = { consumer: string } | { serviceId: string } | { team: string };

/** A store adds at most this many rows at once. */
export const MAX_ROWS = 30;
