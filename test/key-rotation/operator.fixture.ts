import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { askRoot, type RootAnswer } from "../support/ask-root.ts";
import type { RunningLatchkey } from "../support/running-latchkey.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url).pathname;

/** An operator of one machine: asks the function root, and moves the clock. */
export const operatorOf = (latchkey: RunningLatchkey) => {
  let offset = 0;
  return {
    now: () => Date.now() + offset * 1000,
    offset: () => offset,
    root: async (command: object): Promise<RootAnswer["body"]> => (await askRoot(latchkey, command)).body,
    pass: async (seconds: number): Promise<void> => {
      const body = JSON.stringify({ offsetSeconds: offset + seconds });
      await (await fetch(`${latchkey.control}/_local/clock`, { method: "PUT", body })).text();
      offset += seconds;
    },
  };
};

/** As it is typed: `npm run root -- '<command>'`. */
export const npmRunRoot = async (latchkey: RunningLatchkey, command: string): Promise<RootAnswer["body"]> => {
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
