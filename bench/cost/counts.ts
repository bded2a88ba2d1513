import { readFileSync } from "node:fs";
import type { MeasuredCpu } from "./measure-cpu.ts";
import type { MeasuredLines } from "./measure-lines.ts";
import type { MeasuredUnits } from "./measure-units.ts";

/** Everything that was counted, as it is committed. */
export interface Counts {
  units: MeasuredUnits;
  bytes: MeasuredLines;
  cpuMs: MeasuredCpu;
}

export const COUNTS_FILE = new URL("counts.json", import.meta.url);

export const readCounts = (): Counts => JSON.parse(readFileSync(COUNTS_FILE, "utf8"));
