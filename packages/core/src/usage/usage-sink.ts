import type { UsageEvent } from "./usage-event.ts";

/** Events that are written together. */
export interface UsageUnit {
  /** Of the hour, `YYYY-MM-DD`. */
  day: string;
  /** Unique within the day; the same events each time that it is used. */
  name: string;
}

export interface UsageSink {
  /** Writes a unit. Safe to repeat: a sink that keeps what it is given has each event once. */
  write(unit: UsageUnit, events: readonly UsageEvent[]): Promise<void>;
}

/** How far the hours are exported. Hours are counted from the epoch. */
export interface ExportState {
  /** The next hour, of which `part` parts of `parts` are written. */
  hour: number;
  parts: number;
  part: number;
}

export interface ExportStore {
  /** As it is now; undefined before the first hour. */
  exportState(): Promise<ExportState | undefined>;
  /** @throws Raced when another run was faster. */
  keepExportState(was: ExportState | undefined, next: ExportState): Promise<void>;
}
