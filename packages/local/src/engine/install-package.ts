import { createHash } from "node:crypto";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";
import { BINARY, type PlatformPackage } from "./platform-package.ts";
import { runProgram } from "./run-program.ts";

/** npm is ended after ten minutes: a folder older than an hour belongs to no install that is under way. */
const INSTALL_WITHIN = 600_000;
const ABANDONED_AFTER = 3_600_000;
const UNDER_WAY = "incoming-";

const Installed = z.object({ name: z.string(), version: z.string(), sha256: z.string() });

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.optional(z.string()), integrity: z.optional(z.string()) }),
  ),
});

/** The registry has another content under this version than the repository's list says. */
export class ForeignPackage extends Error {}

const placeOf = (data: string, { platform, version }: PlatformPackage): string =>
  join(data, "engine", `${platform}-${version}`);

const binaryIn = (folder: string, { name }: PlatformPackage): string =>
  join(folder, "node_modules", name, BINARY);

/** The program that an earlier start has installed, whole; undefined where there is none, or what is there is not whole. */
export const keptBinary = async (data: string, of: PlatformPackage): Promise<string | undefined> => {
  const folder = placeOf(data, of);
  const text = await readFileIfPresent(join(folder, "installed.json"));
  if (text === undefined) return undefined;
  try {
    const { sha256 } = Installed.parse(JSON.parse(text));
    const binary = binaryIn(folder, of);
    return sha256 === (await digestOf(binary)) ? binary : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Installs the package with npm and returns its program. It is installed beside its place and moved there when it is whole:
 * a start that is interrupted leaves nothing that a later one would run, and of two at once the first one's is kept.
 *
 * @throws ForeignPackage where its content is not the known one; Error with npm's words where npm could not install it.
 */
export const installPackage = async (
  data: string,
  of: PlatformPackage,
  environment: NodeJS.ProcessEnv,
): Promise<{ binary: string; integrity: string }> => {
  const parent = join(data, "engine");
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, UNDER_WAY));
  try {
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "latchkey-engine", private: true }));
    await runNpm(folder, of, environment);
    const integrity = await checkedIntegrity(folder, of);
    const sha256 = await madeDurable(binaryIn(folder, of));
    await replaceFile(
      join(folder, "installed.json"),
      JSON.stringify({ name: of.name, version: of.version, integrity, sha256 }),
    );
    return { binary: await moveToPlace(folder, data, of), integrity };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};

/** What is given here wins over what npm reads from its files and from the environment of `npm start`. */
const NPM_OPTIONS = [
  "--no-global",
  "--no-workspaces",
  "--no-dry-run",
  "--package-lock",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--no-update-notifier",
  "--no-progress",
  "--loglevel=error",
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
];

const runNpm = async (
  folder: string,
  { name, version }: PlatformPackage,
  environment: NodeJS.ProcessEnv,
): Promise<void> => {
  const args = ["install", "--prefix", folder, ...NPM_OPTIONS, "--save-exact", `${name}@${version}`];
  const { code, said } = await runProgram("npm", args, { environment, within: INSTALL_WITHIN, folder });
  if (code !== 0) throw new Error(`npm could not install ${name}@${version}: ${wordsOf(said)}`);
};

/** npm's reason, without where it keeps its log. */
const wordsOf = (said: string): string =>
  said
    .split("\n")
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, "").trim())
    .filter((line) => line !== "" && !/complete log of this run|^\/.*\.log$/.test(line))
    .join(" ")
    .slice(0, 600) || "it said nothing";

/** npm has compared the content with what the registry says of it; this compares that with what the repository says. */
const checkedIntegrity = async (folder: string, of: PlatformPackage): Promise<string> => {
  const lock = Lock.parse(JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8")));
  const { version, integrity } = lock.packages[`node_modules/${of.name}`] ?? {};
  if (version !== of.version || integrity === undefined)
    throw new Error(`npm installed no ${of.name}@${of.version}.`);
  if (of.integrity !== undefined && integrity !== of.integrity)
    throw new ForeignPackage(
      `${of.name}@${of.version} is not the package that Latchkey knows: its integrity is ${integrity}, and has to be ` +
        `${of.integrity}. It was removed, and nothing of it was run. Ask who runs your npm registry.`,
    );
  return integrity;
};

const madeDurable = async (binary: string): Promise<string> => {
  if (!(await lstat(binary)).isFile()) throw new Error(`${binary} is no file.`);
  await chmod(binary, 0o755);
  const file = await open(binary, "r");
  await file.sync();
  await file.close();
  return digestOf(binary);
};

const digestOf = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

const moveToPlace = async (folder: string, data: string, of: PlatformPackage): Promise<string> => {
  const place = placeOf(data, of);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await moved(folder, place)) return binaryIn(place, of);
    const kept = await keptBinary(data, of);
    if (kept !== undefined) {
      await rm(folder, { recursive: true, force: true });
      return kept;
    }
    // What is there is not whole. Moved away first, so that the place never holds a part of it.
    await moved(place, `${folder}-broken`);
    await rm(`${folder}-broken`, { recursive: true, force: true });
  }
  throw new Error(`${place} could not be written.`);
};

/** False where something is at the new place already, or nothing at the old one any more. */
const moved = async (from: string, to: string): Promise<boolean> => {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOENT"].includes(Object(error).code)) return false;
    throw error;
  }
};

const removeAbandoned = async (parent: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(UNDER_WAY)) continue;
    const path = join(parent, name);
    const made = await stat(path).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > ABANDONED_AFTER)
      await rm(path, { recursive: true, force: true });
  }
};
