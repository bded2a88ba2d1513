import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "./bundled.ts";
import { endsWithWorker } from "./ends-with-worker.ts";
import { kept, ROOT } from "./kept/kept.ts";

/** Many tests of a file share one team. */
const ROOMY = { LATCHKEY_SERVICES_PER_TEAM: "1000" };
const READY_WITHIN = 120_000;

/** Where a running Latchkey is reached, and as whom. */
export interface Stage {
  control: string;
  gateway: string;
  issuer: string;
  data: string;
  rootKey: string;
}

/** What `npm start` runs, in a process of its own, on free ports and in a folder of its own. */
export interface RunningLatchkey extends Stage {
  process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Ends it as a person would (SIGTERM, SIGINT), or as a power cut would (SIGKILL). Answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again on the same data. */
  restart(environment?: Record<string, string>): Promise<RunningLatchkey>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Three consecutive free ports, below those that systems give to outgoing connections. */
const freePorts = async (): Promise<number> => {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    if ((await Promise.all([port, port + 1, port + 2].map(isFree))).every(Boolean)) return port;
  }
  throw new Error("No free ports were found.");
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** Another program has taken a port between the question whether it is free and the start. */
const PORT_TAKEN = /EADDRINUSE/;

/** Of those that still run when the worker ends, because they are shared or their test has failed. */
const folders = new Set<string>();
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** `asTyped`: by the command of package.json itself, in place of a bundle of the same program. */
export const startLatchkey = async (
  environment: Record<string, string> = {},
  { asTyped = false }: { asTyped?: boolean } = {},
): Promise<RunningLatchkey> => start(await (asTyped ? typed() : fromBundle()), environment);

const start = async (command: Command, environment: Record<string, string>): Promise<RunningLatchkey> => {
  const data = environment["LATCHKEY_DATA"] ?? (await mkdtemp(join(tmpdir(), "latchkey-test-")));
  const port = environment["LATCHKEY_PORT"] ?? String(await freePorts());
  const started = {
    ...ROOMY,
    LATCHKEY_SEED: "none",
    ...environment,
    LATCHKEY_DATA: data,
    LATCHKEY_PORT: port,
  };
  const child = endsWithWorker(
    spawn(command.program, command.words, {
      cwd: ROOT,
      // As deployed functions run: React has a slower build for development.
      env: { ...process.env, NODE_ENV: "production", ...command.environment, ...started },
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  if (environment["LATCHKEY_DATA"] === undefined) folders.add(data);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (output += text.toString()));
  if (!(await isReady(child, () => output))) {
    child.kill("SIGKILL");
    if (PORT_TAKEN.test(output) && environment["LATCHKEY_PORT"] === undefined)
      return start(command, { ...environment, LATCHKEY_DATA: data });
    throw new Error(`Latchkey did not start:\n${output}`);
  }
  const at = (above: number) => `http://127.0.0.1:${Number(port) + above}`;
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  };
  return {
    control: at(0),
    gateway: at(1),
    issuer: at(2),
    data,
    rootKey: (await readFile(join(data, "root.key"), "utf8")).trim(),
    process: child,
    output: () => output,
    stop,
    restart: (more = {}) => start(command, { ...started, ...more }),
    [Symbol.asyncDispose]: async () => {
      await stop("SIGKILL");
      await rm(data, { recursive: true, force: true });
      folders.delete(data);
    },
  };
};

interface Command {
  program: string;
  words: string[];
  environment?: Record<string, string>;
}

/**
 * Where Node keeps what it has compiled of the bundle, a fifth of the work of a start. Node writes it when a process ends by
 * itself, and most of ours are killed: so one is ended for it.
 */
const fromBundle = async (): Promise<Command> => {
  const bundle = await bundled("packages/local/src/main.ts");
  const command = { program: process.execPath, words: [bundle] };
  const environment = (folder: string) => ({ NODE_COMPILE_CACHE: folder });
  const compiled = await kept("compiled", [bundle], async (folder) => {
    await using once = await start(
      { ...command, environment: environment(folder) },
      { LATCHKEY_SEED: "demo" },
    );
    await once.stop();
  });
  return { ...command, environment: environment(compiled) };
};

/** As npm runs a script: in a shell. */
const typed = async (): Promise<Command> => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  return { program: "sh", words: ["-c", scripts.start] };
};

const isReady = async (child: ChildProcess, output: () => string): Promise<boolean> => {
  const until = Date.now() + READY_WITHIN;
  while (!output().includes("latchkey ready")) {
    if (child.exitCode !== null || Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
};
