import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, rmdir, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const ROOT = join(import.meta.dirname, "../../..");
export const PLATFORM = join(ROOT, ".sst/platform");

/** SST without AWS, without its downloads of Pulumi and Bun, and without its telemetry. */
export const OFFLINE = {
  SST_SKIP_DEPENDENCY_CHECK: "1",
  SST_NO_BUN: "1",
  DO_NOT_TRACK: "1",
  SST_TELEMETRY_DISABLED: "1",
} as const;

/** Settings that any stage can be evaluated with; the addresses are of RFC 2606. */
export const EXAMPLE_SETTINGS = {
  LATCHKEY_SENDER: "latchkey@example.com",
  LATCHKEY_OIDC_ISSUER: "https://login.example.com",
  LATCHKEY_OIDC_CLIENT_ID: "latchkey",
  LATCHKEY_ADMINS: "admin@example.com",
  // A graph does not change with each commit.
  LATCHKEY_COMMIT: "abc1234",
} as const;

export type Installation = { installed: true } | { installed: false; reason: string };

const STAMP = join(ROOT, ".sst/installed");
const LOCK = join(ROOT, ".sst/installing");
const MINUTES_5_MS = 5 * 60_000;

/**
 * SST's components and the providers that they drive, from the npm registry, as `sst deploy` would fetch them: about
 * 25 s and 320 MB under `.sst`, once for each version. Without a registry it says so.
 */
export const installPlatform = async (): Promise<Installation> => {
  const wanted = versions();
  if (isInstalled(wanted)) return { installed: true };
  await mkdir(join(ROOT, ".sst"), { recursive: true });
  // One process installs; the others wait for it.
  for (const deadline = Date.now() + MINUTES_5_MS; !(await lock()); await sleep(500)) {
    if (isInstalled(wanted)) return { installed: true };
    if (Date.now() > deadline) return { installed: false, reason: `Another install holds ${LOCK}.` };
  }
  try {
    return isInstalled(wanted) ? { installed: true } : install(wanted);
  } finally {
    await rmdir(LOCK);
  }
};

const install = (wanted: string): Installation => {
  if (!registryAnswers())
    return {
      installed: false,
      reason:
        "SST's platform is not installed here, and the npm registry that it comes from does not answer.",
    };
  // What an install without a registry has left is taken for whole by the next one.
  rmSync(PLATFORM, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(sstBinary(), ["install", "--stage", "check"], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: MINUTES_5_MS,
    env: sstEnvironment(),
  });
  if (status !== 0 || !existsSync(join(PLATFORM, "config.d.ts"))) {
    const said = `${stdout}${stderr}`.split("\n").findLast((line) => line.trim() !== "");
    return {
      installed: false,
      reason: `SST's platform could not be installed. SST said: ${said ?? "nothing"}`,
    };
  }
  writeFileSync(STAMP, wanted);
  return { installed: true };
};

/** Asked first, because SST lets npm try again for minutes. */
const registryAnswers = (): boolean =>
  spawnSync("npm", ["view", "@pulumi/pulumi", "name", "--fetch-retries=0", "--fetch-timeout=20000"], {
    timeout: 30_000,
  }).status === 0;

const isInstalled = (wanted: string): boolean =>
  existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted && existsSync(join(PLATFORM, "config.d.ts"));

/** A lock whose holder was killed is an old one. */
const lock = async (): Promise<boolean> => {
  try {
    await mkdir(LOCK);
    return true;
  } catch {
    const { mtimeMs } = await stat(LOCK).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > MINUTES_5_MS) await rmdir(LOCK).catch(() => undefined);
    return false;
  }
};

/** Of an environment, what the program of a stage reads. */
export const isOfStage = ([name]: readonly [string, unknown]): boolean =>
  /^(?:LATCHKEY|SST|AWS|CLOUDFLARE|PULUMI)_/.test(name);

/**
 * SST's own program starts Node by name: the repository's, not the machine's. Other tests of this worker set what their
 * functions read, which is no setting of a stage.
 */
export const sstEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter((entry) => !isOfStage(entry))),
  ...OFFLINE,
  ...EXAMPLE_SETTINGS,
  PATH: `${join(ROOT, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`,
});

export const sstBinary = (): string => join(ROOT, "node_modules/.bin/sst");

const versions = (): string => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules/sst/package.json"), "utf8"));
  const [aws = ""] = /version: "[^"]+"/.exec(readFileSync(join(ROOT, "sst.config.ts"), "utf8")) ?? [];
  return `sst ${version}, aws ${aws}`;
};
