import { mkdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { EMBEDDED_DATABASE } from "../engine/embedded-program.ts";
import type { EngineProgram } from "../engine/engine-program.ts";
import { findEngine } from "../engine/find-engine.ts";
import { thisPlatform } from "../engine/platform-package.ts";
import { replaceFile } from "../files/replace-file.ts";
import { endProcess, spawnReady } from "./engine-process.ts";
import { endStaleEngine, runningEngine } from "./stale-engine.ts";
import { prepareStreamRecords } from "./stream-records.ts";

export type Engine = {
  /** For AWS_ENDPOINT_URL_DYNAMODB, and for the client of the table's stream. */
  endpoint: string;
  /** Undefined where DYNAMODB_ENDPOINT names an engine that is not ours. */
  pid: number | undefined;
  /** Resolves when the engine has ended and the database is closed. Safe to call twice. */
  stop(): Promise<void>;
};

export type EngineOptions = {
  /** The database, its write-ahead log and a note of the running engine are kept here. */
  dataDirectory: string;
  /** DYNAMODB_ENDPOINT: when given, nothing is started. */
  endpoint?: string | undefined;
  /** The engine has gone without `stop()`. It is not started again: the caller must end the process. */
  onUnexpectedExit(reason: string): void;
  /** Told what is installed, and which engine stands in for the embedded one. */
  report?(message: string): void;
  find?: (data: string) => Promise<EngineProgram>;
};

/**
 * Starts a DynamoDB engine on a free loopback port and waits until it answers.
 * @throws Error where there is none, where it does not start, or its database is in use.
 */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
  if (options.endpoint) return { endpoint: options.endpoint, pid: undefined, stop: async () => {} };
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 });
  const folder = await realpath(options.dataDirectory);
  const { databasePath, recordPath } = pathsIn(folder);
  await endStaleEngine({ recordPath, databasePath });
  const program = await (options.find ?? finds(options))(folder);
  await program.clear();
  await program.prepare();

  const { child, port } = await spawnReady(program);
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${program.name} has no process id.`);
  let stopping = false;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.once("exit", (code, signal) => {
    if (!stopping) options.onUnexpectedExit(`${program.name} ended (${signal ?? `exit code ${code}`}).`);
  });
  const stop = async () => {
    stopping = true;
    await endProcess(child, exited);
    await program.clear();
    await rm(recordPath, { force: true });
  };
  try {
    const record = { pid, parentPid: process.pid, port, args: program.args(port) };
    await replaceFile(recordPath, JSON.stringify(record));
    if (program.databasePath !== undefined)
      prepareStreamRecords(program.databasePath, Math.floor(Date.now() / 1000));
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${port}`, pid, stop };
};

const finds =
  ({ report = console.error }: EngineOptions) =>
  (data: string) =>
    findEngine({ data, platform: thisPlatform(), environment: process.env, report });

const pathsIn = (folder: string) => ({
  databasePath: join(folder, EMBEDDED_DATABASE),
  recordPath: join(folder, "dynamodb.pid.json"),
});

/** Where the engine listens that a running Latchkey has in this folder; nothing when none runs. */
export const findRunningEngine = async (dataDirectory: string): Promise<string | undefined> =>
  runningEngine(pathsIn(await realpath(dataDirectory)));
