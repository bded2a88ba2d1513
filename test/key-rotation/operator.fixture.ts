import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunningLatchkey } from "../support/running-latchkey.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url).pathname;

/** What the function root has answered, or why it refused. */
// biome-ignore lint/suspicious/noExplicitAny: what came over the wire; the test says what it expects of it
export type RootAnswer = any;

/** An operator of one machine: asks the function root, and moves the clock. */
export const operatorOf = (latchkey: RunningLatchkey) => {
  let offset = 0;
  return {
    now: () => Date.now() + offset * 1000,
    offset: () => offset,
    root: async (command: object): Promise<RootAnswer> => {
      const key = (await readFile(join(latchkey.data, "root.key"), "utf8")).trim();
      const response = await fetch(`${latchkey.control}/_local/root`, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}` },
        body: JSON.stringify(command),
      });
      return response.json();
    },
    pass: async (seconds: number): Promise<void> => {
      const body = JSON.stringify({ offsetSeconds: offset + seconds });
      await (await fetch(`${latchkey.control}/_local/clock`, { method: "PUT", body })).text();
      offset += seconds;
    },
  };
};

/** As it is typed: `npm run root -- '<command>'`. */
export const npmRunRoot = async (latchkey: RunningLatchkey, command: string): Promise<RootAnswer> => {
  const environment = { LATCHKEY_PORT: new URL(latchkey.control).port, LATCHKEY_DATA: latchkey.data };
  const { stdout } = await run("npm", ["run", "--silent", "root", "--", command], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout);
};

export interface Mail {
  subject: string;
  text: string;
}

export const inboxOf = async (latchkey: RunningLatchkey): Promise<Mail[]> => {
  const response = await fetch(`${latchkey.control}/_local/inbox.json`);
  const mails: Mail[] = await response.json();
  return mails;
};
