import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

/** What the manifests of the sources and of the packed package have in common. */
export const sharedMembers = async (home: string): Promise<Record<string, unknown>> => {
  const manifest = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  const { name, version, description, license, type, sideEffects, engines } = manifest;
  return { name, version, description, license, type, sideEffects, engines };
};

/** Writes what every packed folder has beside its code. */
export const finishPackedFolder = async (home: string, dist: string, manifest: object): Promise<void> => {
  await mkdir(dist, { recursive: true });
  await writeFile(join(dist, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await cp(join(home, "README.md"), join(dist, "README.md"));
  await cp(join(ROOT, "LICENSE"), join(dist, "LICENSE"));
};
