import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { BusEvent } from "./bus-event.ts";

/** An event that a rule's target did not take; `error` is the last attempt's message. */
export type DeadLetter = { event: BusEvent; rule: string; attempts: number; error: string };

/** Adds the letter to a file of JSON lines, mode 0600. Resolves when it is on the disk. */
export const keepDeadLetter = async (path: string, letter: DeadLetter): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "a", 0o600);
  try {
    await file.appendFile(`${JSON.stringify(letter)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
};
