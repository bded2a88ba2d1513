import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "@latchkey/cli/program";
import { ROOT } from "../support/kept/kept.ts";
import type { Stage } from "../support/running-latchkey.ts";

export interface CliRun {
  code: number;
  /** Lines of the result. */
  printed: string;
  /** Lines for people. */
  told: string;
}

/** Runs one command line in this process, as root unless it says otherwise. */
export const cli = async (
  { control, rootKey }: Pick<Stage, "control" | "rootKey">,
  ...words: string[]
): Promise<CliRun> => {
  const printed: string[] = [];
  const told: string[] = [];
  const as = words.includes("--key") ? [] : ["--key", rootKey];
  const code = await runProgram([...words, "--url", control, ...as], {
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
  });
  return { code, printed: printed.join("\n"), told: told.join("\n") };
};

/** The same in a process of its own, which can be killed. Answers what it has printed, too. */
export const spawnCli = (
  { control, rootKey }: Pick<Stage, "control" | "rootKey">,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { process: ChildProcess; ended: Promise<CliRun> } => {
  const child = spawn(process.execPath, [join(ROOT, "packages/cli/bin/latchkey.js"), ...words], {
    env: { ...process.env, LATCHKEY_URL: control, LATCHKEY_API_KEY: rootKey, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let told = "";
  child.stdout.on("data", (text: Buffer) => (printed += text.toString()));
  child.stderr.on("data", (text: Buffer) => (told += text.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: Number(code ?? -1), printed, told }));
  return { process: child, ended };
};

export interface Folder extends AsyncDisposable {
  /** Writes a file in it. Answers its path. */
  file(name: string, content: object | string): Promise<string>;
  path(name: string): string;
}

export const ownFolder = async (): Promise<Folder> => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-cli-"));
  const path = (name: string) => join(folder, name);
  return {
    path,
    file: async (name, content) => {
      await writeFile(path(name), typeof content === "string" ? content : JSON.stringify(content));
      return path(name);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
