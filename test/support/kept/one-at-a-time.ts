import { open, readFile, rename, rm } from "node:fs/promises";
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

const taken = async (lock: string): Promise<boolean> => {
  try {
    await using file = await open(lock, "wx");
    await file.writeFile(String(process.pid));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
};

/** A lock that was just made may have no process id yet: it counts as held. */
const isHeld = async (lock: string): Promise<boolean> => {
  const holder = Number(await readFile(lock, "utf8").catch(() => ""));
  if (!Number.isInteger(holder) || holder <= 0) return true;
  try {
    return process.kill(holder, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
};

/** By way of a rename, which only one process can do. */
const removeLock = async (lock: string): Promise<void> => {
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
  });
  await rm(aside, { force: true });
};

const codeOf = (error: unknown): unknown => Object(error).code;
