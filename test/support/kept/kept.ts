import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { oneAtATime } from "./one-at-a-time.ts";

export const ROOT = new URL("../../..", import.meta.url).pathname;
const CACHE = join(ROOT, "node_modules/.cache/latchkey");
const DAYS_2_MS = 2 * 86_400_000;

/**
 * A folder that is made once for its inputs and kept between runs. Several processes may ask for it at the same
 * moment: one makes it, the others wait. It is there as a whole or not at all.
 *
 * @param inputs all that decides what is in it; the path of the repository is always one of them
 * @param make fills an empty folder, which is moved afterwards
 */
export const kept = async (
  kind: string,
  inputs: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> => {
  const all = JSON.stringify([ROOT, process.version, ...inputs]);
  const home = join(CACHE, kind);
  const folder = join(home, createHash("sha256").update(all).digest("hex").slice(0, 32));
  if (await isThere(folder)) return folder;
  await mkdir(home, { recursive: true });
  await oneAtATime(`${folder}.lock`, async () => {
    if (await isThere(folder)) return;
    const making = await mkdtemp(`${folder}.`);
    try {
      await make(making);
      await rename(making, folder);
    } catch (error) {
      await rm(making, { recursive: true, force: true });
      if (!(await isThere(folder))) throw error;
    }
    await forgetUnused(home);
  });
  return folder;
};

/** Says also that it was used today. */
const isThere = async (folder: string): Promise<boolean> => {
  try {
    await utimes(folder, new Date(), new Date());
    return true;
  } catch (error) {
    if (Object(error).code === "ENOENT") return false;
    throw error;
  }
};

const forgetUnused = async (home: string): Promise<void> => {
  for (const name of await readdir(home)) {
    const path = join(home, name);
    const used = await stat(path).catch(() => undefined);
    if (used && used.mtimeMs < Date.now() - DAYS_2_MS) await rm(path, { recursive: true, force: true });
  }
};
