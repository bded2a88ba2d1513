import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { COUNTS_FILE, type Counts, readCounts } from "./counts.ts";
import { declaredMemory } from "./declared.ts";
import { measureCpu } from "./measure-cpu.ts";
import { measureLines } from "./measure-lines.ts";
import { measureUnits } from "./measure-units.ts";
import { startMetered } from "./metered-latchkey.ts";
import { render } from "./render.ts";

const COST_DOCUMENT = new URL("../../docs/cost.md", import.meta.url);
const CPU_ONLY = "--cpu";

/** In a process of its own: a Lambda keeps to the table that it found first. */
const cpuOfAnotherProcess = async (): Promise<Counts["cpuMs"]> => {
  const program = ["--import", "tsx", fileURLToPath(import.meta.url), CPU_ONLY];
  const { stdout } = await promisify(execFile)(process.execPath, program);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
};

const measureAll = async (): Promise<Counts> => {
  const metered = await startMetered();
  try {
    const bytes = await measureLines(metered);
    return { units: await measureUnits(metered), bytes, cpuMs: await cpuOfAnotherProcess() };
  } finally {
    await metered.stop();
  }
};

const options = new Set(process.argv.slice(2));
if (options.has(CPU_ONLY)) console.log(JSON.stringify(await measureCpu()));
else {
  const isMeasured = options.has("--measure");
  const counts = isMeasured ? await measureAll() : readCounts();
  if (isMeasured) await writeFile(COUNTS_FILE, `${JSON.stringify(counts, null, 2)}\n`);
  const document = render(counts, declaredMemory());
  if (options.has("--write")) await writeFile(COST_DOCUMENT, document);
  else console.log(document);
}
