import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = process.env["LATCHKEY_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");

/** A file of the published suites; `absent` where their folder is not there. */
export const sharedVectors = <Vectors>(name: string, absent: Vectors): Vectors => {
  const file = join(FOLDER, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : absent;
};
