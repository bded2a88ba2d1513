import { createHash } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./kept.ts";

const digests = new Map<string, Promise<string>>();

/** A digest of the files that the patterns match, without tests. Read once a process. */
export const digestOf = (...patterns: string[]): Promise<string> => {
  const key = patterns.join(" ");
  const known = digests.get(key) ?? read(patterns);
  digests.set(key, known);
  return known;
};

const read = async (patterns: string[]): Promise<string> => {
  const paths: string[] = [];
  for await (const entry of glob(patterns, { cwd: ROOT, exclude: ["**/node_modules"], withFileTypes: true }))
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) paths.push(join(entry.parentPath, entry.name));
  if (paths.length === 0) throw new Error(`No file fits ${patterns.join(", ")}.`);
  const hash = createHash("sha256");
  for (const path of paths.sort()) hash.update(`${path}\0`).update(await readFile(path));
  return hash.digest("hex");
};
