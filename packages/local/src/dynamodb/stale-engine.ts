import { readFile, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { readFileIfPresent } from "../files/read-file-if-present.ts";

/** What is kept beside the database while an engine runs: whose it is. */
export const EngineRecord = z.object({
  pid: z.int().positive(),
  parentPid: z.int().positive(),
  port: z.int().positive().optional(),
});
export type EngineRecord = z.infer<typeof EngineRecord>;

/**
 * Ends an engine that outlived its Latchkey. After `kill -9` of the parent the engine may still hold the
 * database, and two engines on one file would each serve half of the truth. The kernel ends it for us where
 * `setpriv` exists; this is for the rest.
 *
 * A pid can have been given to another program meanwhile, so a process is only touched when /proc says that
 * it runs this very program on this very database. One that still has its parent belongs to a running
 * Latchkey: nothing is killed and an error says so.
 */
export const endStaleEngine = async (options: {
  recordPath: string;
  binary: string;
  databasePath: string;
}): Promise<void> => {
  const record = await readRecord(options.recordPath);
  if (record === undefined) return;
  if (await runs(record.pid, options)) {
    if ((await parentOf(record.pid)) === record.parentPid) {
      throw new Error(
        `Another Latchkey (process ${record.parentPid}) is running on ${options.databasePath}. ` +
          "Stop it, or set LATCHKEY_DATA to another folder.",
      );
    }
    await end(record.pid, options);
  }
  await rm(options.recordPath, { force: true });
};

/** The endpoint of the engine that a running Latchkey has on this database, for a tool that looks on. */
export const runningEngine = async (options: {
  recordPath: string;
  binary: string;
  databasePath: string;
}): Promise<string | undefined> => {
  const record = await readRecord(options.recordPath);
  if (record?.port === undefined || !(await runs(record.pid, options))) return undefined;
  return (await parentOf(record.pid)) === record.parentPid ? `http://127.0.0.1:${record.port}` : undefined;
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

const runs = async (pid: number, engine: { binary: string; databasePath: string }): Promise<boolean> => {
  const text = await readProcFile(pid, "cmdline");
  const words = text?.split("\0") ?? [];
  return words[0] === engine.binary && words[words.indexOf("--db-path") + 1] === engine.databasePath;
};

const parentOf = async (pid: number): Promise<number | undefined> => {
  const status = await readProcFile(pid, "status");
  const match = /^PPid:\s+(\d+)$/m.exec(status ?? "");
  return match?.[1] === undefined ? undefined : Number(match[1]);
};

const end = async (pid: number, engine: { binary: string; databasePath: string }): Promise<void> => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    signalProcess(pid, signal);
    for (let waited = 0; waited < 1_000; waited += 10) {
      await sleep(10);
      if (!(await runs(pid, engine))) return;
    }
  }
  throw new Error(`The engine ${pid} that holds ${engine.databasePath} could not be ended.`);
};

const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It may have gone by itself since /proc was read.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
};

/** Undefined for a process that is gone, also one that goes while it is read. */
const readProcFile = async (pid: number, name: string): Promise<string | undefined> => {
  try {
    return await readFile(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
};
