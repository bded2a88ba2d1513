import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, realpath, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { replaceFile } from "../files/replace-file.ts";
import { findEngineBinary } from "./engine-binary.ts";
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
  findBinary?: () => string;
};

const readyWithinMs = 30_000;
const stopWithinMs = 1_500;

/**
 * Starts the embedded DynamoDB engine on a free loopback port and waits until it answers.
 * @throws Error where the engine is not installed, does not start, or its database is in use.
 */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
  if (options.endpoint) return { endpoint: options.endpoint, pid: undefined, stop: async () => {} };
  const binary = (options.findBinary ?? findEngineBinary)();
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 });
  const folder = await realpath(options.dataDirectory);
  const { databasePath, recordPath } = pathsIn(folder);
  await endStaleEngine({ recordPath, binary, databasePath });
  await makePrivate(databasePath);

  const { child, port } = await spawnReady(binary, databasePath);
  const pid = child.pid;
  if (pid === undefined) throw new Error("The DynamoDB engine has no process id.");
  let stopping = false;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.once("exit", (code, signal) => {
    if (!stopping) options.onUnexpectedExit(`The DynamoDB engine ended (${signal ?? `exit code ${code}`}).`);
  });
  const stop = async () => {
    stopping = true;
    await end(child, exited);
    await rm(recordPath, { force: true });
  };
  try {
    await replaceFile(recordPath, JSON.stringify({ pid, parentPid: process.pid, port }));
    prepareStreamRecords(databasePath, Math.floor(Date.now() / 1000));
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${port}`, pid, stop };
};

const pathsIn = (folder: string) => ({
  databasePath: join(folder, "dynamodb.sqlite"),
  recordPath: join(folder, "dynamodb.pid.json"),
});

/** Where the engine listens that a running Latchkey has in this folder; nothing when none runs. */
export const findRunningEngine = async (
  dataDirectory: string,
  findBinary: () => string = findEngineBinary,
): Promise<string | undefined> => {
  const folder = await realpath(dataDirectory);
  return runningEngine({ ...pathsIn(folder), binary: findBinary() });
};

/** SQLite gives its log files the mode of the database, so the database is made first, empty and private. */
const makePrivate = async (path: string): Promise<void> => {
  const file = await open(path, "a", 0o600);
  await file.chmod(0o600);
  await file.close();
};

/** Between asking for a free port and using it another program may take it; then another one is tried. */
const spawnReady = async (
  binary: string,
  databasePath: string,
): Promise<{ child: ChildProcess; port: number }> => {
  let lastError = "";
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const child = spawnEngine(binary, [
      "serve",
      "--host",
      "127.0.0.1",
      "--port",
      `${port}`,
      "--db-path",
      databasePath,
    ]);
    const answer = await untilReady(child, port);
    if (answer.ready) return { child, port };
    lastError = answer.error;
  }
  throw new Error(`The DynamoDB engine did not start: ${lastError.trim()}`);
};

/**
 * `detached` keeps a terminal's Ctrl-C from reaching the engine before the requests under way have ended.
 * `setpriv` (util-linux) asks the kernel to kill the engine with its parent, `kill -9` included; it replaces
 * itself by the engine, so the process id stays. Without it the next start ends what was left behind.
 */
const spawnEngine = (binary: string, args: string[]): ChildProcess => {
  const settings = { detached: true, stdio: ["ignore", "ignore", "pipe"] } satisfies Parameters<
    typeof spawn
  >[2];
  return endsWithParent()
    ? spawn("setpriv", ["--pdeathsig", "KILL", "--", binary, ...args], settings)
    : spawn(binary, args, settings);
};

const endsWithParent = (): boolean =>
  spawnSync("setpriv", ["--pdeathsig", "KILL", "--", "true"], { stdio: "ignore" }).status === 0;

const untilReady = async (
  child: ChildProcess,
  port: number,
): Promise<{ ready: true } | { ready: false; error: string }> => {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (said.length < 4_096) said += text;
  });
  child.once("error", (error) => {
    said += error.message;
  });
  const failed = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  for (const deadline = performance.now() + readyWithinMs; performance.now() < deadline; await sleep(5)) {
    if (failed()) return { ready: false, error: said };
    if (said.includes("listening on") && (await answers(port))) return { ready: true };
  }
  child.kill("SIGKILL");
  return { ready: false, error: `no answer within ${readyWithinMs} ms. ${said}` };
};

const answers = async (port: number): Promise<boolean> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
};

const end = async (child: ChildProcess, exited: Promise<unknown>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
  await exited;
  clearTimeout(timer);
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
};
