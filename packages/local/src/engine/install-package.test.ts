import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, truncate, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installPackage, keptBinary } from "./install-package.ts";
import { platformPackage } from "./platform-package.ts";
import { NPM_OFFLINE, npmThatInstalls, standIns } from "./stand-ins.fixture.ts";

const packageOf = (platform: string) => {
  const of = platformPackage(platform);
  if (of === undefined) throw new Error(`no package for ${platform}`);
  return of;
};
const arm = packageOf("linux-arm64");
const known = packageOf("linux-x64");
const inEngine = (data: string) => readdir(join(data, "engine"));

describe("an install", () => {
  it("asks npm for that one version, runs none of its scripts, and is kept", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    const { binary, integrity } = await installPackage(machine.data, arm, machine.environment);
    expect(integrity).toBe("sha512-of-the-stand-in");
    expect(await keptBinary(machine.data, arm)).toBe(binary);
    const [call = "", ...more] = await machine.calls("npm");
    expect(more).toEqual([]);
    expect(call).toMatch(/^install --prefix \S+ .*--ignore-scripts .*@dynoxide\/linux-arm64@1\.2\.1$/);
    expect(await inEngine(machine.data)).toEqual(["linux-arm64-1.2.1"]);
  });

  it("is refused and removed where the integrity is not the known one", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls({ integrity: "sha512-of-another" }));
    await expect(installPackage(machine.data, known, machine.environment)).rejects.toThrow(
      /@dynoxide\/linux-x64@1\.2\.1 is not the package that Latchkey knows.*sha512-of-another/,
    );
    expect(await inEngine(machine.data)).toEqual([]);
  });

  it("is taken where the integrity is the known one", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls({ integrity: known.integrity ?? "" }));
    await installPackage(machine.data, known, machine.environment);
    expect(await keptBinary(machine.data, known)).toMatch(/engine\/linux-x64-1\.2\.1\//);
  });

  it.each([
    ["npm fails", NPM_OFFLINE, /could not install .*ENOTFOUND network request.* ENOTFOUND$/],
    ["npm is ended", "kill -9 $$", /could not install/],
    ["npm says that it is done and has installed nothing", "exit 0", /ENOENT/],
  ])("leaves nothing where %s", async (_name, script, said) => {
    await using machine = await standIns();
    await machine.program("npm", script);
    await expect(installPackage(machine.data, arm, machine.environment)).rejects.toThrow(said);
    expect(await inEngine(machine.data)).toEqual([]);
  });

  it("that is killed with its Latchkey leaves no engine, and the next one makes it whole", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls({ meanwhile: "kill -9 $PPID" }));
    const script = join(import.meta.dirname, "find.fixture.ts");
    const killed = spawn(process.execPath, [script, machine.data, "linux-arm64"], {
      env: machine.environment,
      stdio: "ignore",
    });
    expect(await once(killed, "exit")).toEqual([null, "SIGKILL"]);
    expect(await keptBinary(machine.data, arm)).toBeUndefined();
    expect(await inEngine(machine.data)).toEqual([expect.stringMatching(/^incoming-/)]);

    await machine.program("npm", npmThatInstalls());
    await installPackage(machine.data, arm, machine.environment);
    expect(await keptBinary(machine.data, arm)).toBeDefined();
  });

  it("removes what was left behind hours ago, and nothing that may be under way", async () => {
    await using machine = await standIns();
    const old = join(machine.data, "engine", "incoming-old");
    await mkdir(join(machine.data, "engine", "incoming-new"), { recursive: true });
    await mkdir(old);
    await utimes(old, 1_000_000, 1_000_000);
    await machine.program("npm", npmThatInstalls());
    await installPackage(machine.data, arm, machine.environment);
    expect((await inEngine(machine.data)).sort()).toEqual(["incoming-new", "linux-arm64-1.2.1"]);
  });

  it("is one where two begin at once", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    const install = () => installPackage(machine.data, arm, machine.environment);
    const [one, other] = await Promise.all([install(), install()]);
    expect(one.binary).toBe(other.binary);
    expect(await keptBinary(machine.data, arm)).toBe(one.binary);
    expect(await inEngine(machine.data)).toEqual(["linux-arm64-1.2.1"]);
  });

  it("replaces one that is no longer whole", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    const { binary } = await installPackage(machine.data, arm, machine.environment);
    await truncate(binary, 1_000);
    expect(await keptBinary(machine.data, arm)).toBeUndefined();
    await installPackage(machine.data, arm, machine.environment);
    expect(await keptBinary(machine.data, arm)).toBe(binary);
    expect(await inEngine(machine.data)).toEqual(["linux-arm64-1.2.1"]);
  });
});
