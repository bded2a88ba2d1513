import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineProgram } from "../engine/engine-program.ts";

const STOP_WITHIN = 1_500;

/** Starts the program on a free port. Between asking for one and using it another program may take it; then another one is tried. */
export const spawnReady = async (program: EngineProgram): Promise<{ child: ChildProcess; port: number }> => {
  let lastError = "";
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const child = spawnEngine(program, port);
    const answer = await untilReady(program, child, port);
    if (answer.ready) return { child, port };
    await program.clear();
    lastError = answer.error;
  }
  throw new Error(`${program.name} did not start: ${lastError.trim()}`);
};

/**
 * `detached` keeps a terminal's Ctrl-C from reaching the engine before the requests under way have ended.
 * `setpriv` (util-linux) asks the kernel to kill the engine with its parent, `kill -9` included; it replaces
 * itself by the engine, so the process id stays. Without it the next start ends what was left behind.
 */
const spawnEngine = ({ command, args, environment }: EngineProgram, port: number): ChildProcess => {
  const settings = {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: environment,
  } satisfies Parameters<typeof spawn>[2];
  return endsWithParent(environment)
    ? spawn("setpriv", ["--pdeathsig", "KILL", "--", command, ...args(port)], settings)
    : spawn(command, args(port), settings);
};

const endsWithParent = (environment: NodeJS.ProcessEnv): boolean =>
  spawnSync("setpriv", ["--pdeathsig", "KILL", "--", "true"], { stdio: "ignore", env: environment })
    .status === 0;

const untilReady = async (
  program: EngineProgram,
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
  const { announces = "", readyWithin, askedEvery } = program;
  for (
    const deadline = performance.now() + readyWithin;
    performance.now() < deadline;
    await sleep(askedEvery)
  ) {
    if (failed()) return { ready: false, error: said };
    if (said.includes(announces) && (await program.isReady(port))) return { ready: true };
  }
  child.kill("SIGKILL");
  return { ready: false, error: `no answer within ${readyWithin} ms. ${said}` };
};

export const endProcess = async (child: ChildProcess, exited: Promise<unknown>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN);
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
