import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const RETRY_MS = 100;

/**
 * Runs `work` while no other process of this machine runs its own under the same lock file. A dead holder's lock is
 * taken over. When two processes take over at the same moment both may run, so `work` must bear that.
 */
export const oneAtATime = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
  while (!(await taken(lock))) {
    if (!(await isHeld(lock))) await removeLock(lock);
    await pause(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
};

/** The lock names its holder from the moment of its creation: a killed process never leaves a lock without a holder. */
const taken = async (lock: string): Promise<boolean> => {
  const own = `${lock}.${randomUUID()}`;
  await writeFile(own, String(process.pid), { flag: "wx" });
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
};

const isHeld = async (lock: string): Promise<boolean> => {
  try {
    const holder = Number(await readFile(lock, "utf8"));
    return Number.isInteger(holder) && holder > 0 && process.kill(holder, 0);
  } catch (error) {
    // Given back meanwhile: there is nothing to take over.
    return codeOf(error) === "EPERM" || codeOf(error) === "ENOENT";
  }
};

/** By a rename, which only one process can do. */
const removeLock = async (lock: string): Promise<void> => {
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
  });
  await rm(aside, { force: true });
};

const codeOf = (error: unknown): unknown => Object(error).code;
