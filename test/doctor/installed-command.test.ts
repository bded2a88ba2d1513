import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ROOT } from "../support/kept/kept.ts";

const run = promisify(execFile);
const PACKAGE = join(ROOT, "packages/cli");

it("npx latchkey runs in the repository, as npm ci leaves it", async () => {
  const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
  expect((await run("npx", ["latchkey", "--version"], { cwd: ROOT })).stdout.trim()).toBe(version);
});

it("the package that is built runs in a fresh project, with nothing of ours beside it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-cli-"));
  try {
    await run(process.execPath, ["scripts/build-package.ts"], { cwd: PACKAGE });
    const packed = await run("npm", ["pack", join(PACKAGE, "dist"), "--pack-destination", folder], {
      cwd: ROOT,
    });
    const tarball = packed.stdout.trim().split("\n").at(-1) ?? "";
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "fresh", private: true }));
    const { dependencies } = JSON.parse(await readFile(join(PACKAGE, "dist/package.json"), "utf8"));
    // From npm, without asking it.
    const beside = Object.keys(dependencies).map((name) => join(ROOT, "node_modules", name));
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`, ...beside], {
      cwd: folder,
    });
    const help = await run(process.execPath, ["node_modules/.bin/latchkey", "doctor", "--help"], {
      cwd: folder,
    });
    expect(help.stdout).toContain("--upstream <address>");
    const manifest = JSON.parse(
      await readFile(join(folder, "node_modules/@latchkey/cli/package.json"), "utf8"),
    );
    expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith("@latchkey/"))).toEqual([]);
    expect(manifest.private).toBe(undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
