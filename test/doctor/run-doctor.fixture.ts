import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runProgram } from "@latchkey/cli/program";
import { ROOT } from "../support/kept/kept.ts";
import type { Stage } from "../support/running-latchkey.ts";

export interface Found {
  code: number | null;
  /** The ids of the checks that the doctor named as broken. */
  broken: string[];
  printed: string;
  told: string;
}

const found = (code: number | null, printed: string, told: string): Found => ({
  code,
  printed,
  told,
  broken: [...printed.matchAll(/^BROKEN (\S+)/gm)].map(([, id = ""]) => id),
});

/** Runs the doctor in this process. */
export const askDoctor = async (url: string, key: string, ...words: string[]): Promise<Found> => {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal = { print: (line: string) => printed.push(line), tell: (line: string) => told.push(line) };
  const code = await runProgram(["doctor", "--url", url, "--key", key, ...words], terminal);
  return found(code, printed.join("\n"), told.join("\n"));
};

/** The doctor in a process of its own, as a person starts it. */
export interface RunningDoctor {
  readonly process: ChildProcess;
  output(): string;
  /** What it has found once it has ended. */
  ended(): Promise<Found>;
}

export const startDoctor = (
  { control, rootKey }: Pick<Stage, "control" | "rootKey">,
  ...words: string[]
): RunningDoctor => {
  const child = spawn(process.execPath, [join(ROOT, "packages/cli/bin/latchkey.js"), "doctor", ...words], {
    env: { ...process.env, LATCHKEY_URL: control, LATCHKEY_API_KEY: rootKey },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let told = "";
  child.stdout.on("data", (text: Buffer) => (printed += text.toString()));
  child.stderr.on("data", (text: Buffer) => (told += text.toString()));
  const exited = once(child, "close");
  return {
    process: child,
    output: () => printed + told,
    ended: async () => {
      const [code] = await exited;
      return found(typeof code === "number" ? code : null, printed, told);
    },
  };
};
