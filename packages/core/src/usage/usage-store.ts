import type { UsageRow } from "./usage-row.ts";

/** Which calls of a slot are counted already. */
export interface SeenCalls {
  /** Grows with each addition. */
  version: number;
  has(requestId: string): boolean;
}

/** The log of what is counted, to which `ingest` appends. */
export interface UsageStore {
  /** What is known of a slot. May be older than the newest addition: an addition on an old view is refused. */
  seen(slot: number): Promise<SeenCalls>;
  /**
   * Appends a segment: the rows, and the ids of the calls that they count, in one write.
   * @throws Raced when others were added to the slot since `version`.
   */
  add(slot: number, version: number, requestIds: readonly string[], rows: readonly UsageRow[]): Promise<void>;
  /**
   * Lists the segments of these calls as late if their window was closed before they were appended. Safe to repeat; has to be
   * called after each batch, also for calls that were seen: a run before may have ended between the two.
   */
  settle(slot: number, requestIds: readonly string[]): Promise<void>;
}

/** Whose rows are read. A consumer's are those of its team that are its own. */
export type UsagePartition = { consumer: string; team: string } | { serviceId: string } | { team: string };

/** A consumer that was transferred leaves its usage behind. What was counted without a team is its consumer's. */
const isOfTeam = (row: UsageRow, { team }: { team: string }): boolean => row.team === team || row.team === "";

export const isOfPartition = (row: UsageRow, of: UsagePartition): boolean =>
  "consumer" in of
    ? row.consumer === of.consumer && isOfTeam(row, of)
    : "serviceId" in of
      ? row.serviceId === of.serviceId
      : row.team === of.team;

/** More than one request adds up. */
export class TooMuchUsage extends Error {
  override readonly name = "TooMuchUsage";
}

export interface UsageView {
  /**
   * Rows that are kept, each name once.
   * @throws TooMuchUsage
   */
  rowsOf(of: UsagePartition, keep: (row: UsageRow) => boolean): Promise<UsageRow[]>;
}

export interface UsageRows {
  /** What is counted from one hour up to, not including, another (ISO 8601), as of now. */
  usageView(from: string, to: string): Promise<UsageView>;
}

/** A segment has at most this many rows. */
export const MAX_ROWS = 300;
