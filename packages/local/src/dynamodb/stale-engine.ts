import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { runningProcess } from "./running-process.ts";

/** What is kept beside the database while an engine runs: whose it is. */
export const EngineRecord = z.object({
  pid: z.int().positive(),
  parentPid: z.int().positive(),
  port: z.int().positive().optional(),
  /** What the engine was started with. An earlier version kept none: its engine is known by its database. */
  args: z.array(z.string()).optional(),
});
export type EngineRecord = z.infer<typeof EngineRecord>;

/**
 * Ends an engine that outlived its Latchkey. After `kill -9` of the parent the engine may still hold the
 * database, and two engines on one file would each serve half of the truth. The kernel ends it for us where
 * `setpriv` exists; this is for the rest.
 *
 * A pid can have been given to another program meanwhile, so a process is only touched when it was started with these
 * very arguments, which name this very database. One that still has its parent belongs to a running
 * Latchkey: nothing is killed and an error says so.
 */
export const endStaleEngine = async ({ recordPath, databasePath }: EngineFiles): Promise<void> => {
  const record = await readRecord(recordPath);
  if (record === undefined) return;
  const holder = await holderOf(record, databasePath);
  if (holder !== undefined) {
    if (holder.parent === record.parentPid) {
      throw new Error(
        `Another Latchkey (process ${record.parentPid}) is running on ${databasePath}. ` +
          "Stop it, or set LATCHKEY_DATA to another folder.",
      );
    }
    await end(record, databasePath);
  }
  await rm(recordPath, { force: true });
};

export interface EngineFiles {
  recordPath: string;
  databasePath: string;
}

/** The endpoint of the engine that a running Latchkey has on this database, for a tool that looks on. */
export const runningEngine = async ({
  recordPath,
  databasePath,
}: EngineFiles): Promise<string | undefined> => {
  const record = await readRecord(recordPath);
  if (record?.port === undefined) return undefined;
  const holder = await holderOf(record, databasePath);
  return holder?.parent === record.parentPid ? `http://127.0.0.1:${record.port}` : undefined;
};

const readRecord = async (path: string): Promise<EngineRecord | undefined> => {
  const text = await readFileIfPresent(path);
  if (text === undefined) return undefined;
  try {
    return EngineRecord.parse(JSON.parse(text));
  } catch {
    // Half-written by a crash: it names no process, and no process is killed on a guess.
    return undefined;
  }
};

/** The process of the record, where it is still the engine. */
const holderOf = async ({ pid, args }: EngineRecord, databasePath: string) => {
  const found = await runningProcess(pid);
  const ending = (args ?? ["--db-path", databasePath]).join(" ");
  return found?.words.endsWith(` ${ending}`) ? found : undefined;
};

const end = async (record: EngineRecord, databasePath: string): Promise<void> => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    signalProcess(record.pid, signal);
    for (let waited = 0; waited < 1_000; waited += 10) {
      await sleep(10);
      if ((await holderOf(record, databasePath)) === undefined) return;
    }
  }
  throw new Error(`The engine ${record.pid} that holds ${databasePath} could not be ended.`);
};

const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It may have gone by itself since it was looked at.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
};
