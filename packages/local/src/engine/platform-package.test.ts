import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ENGINE_VERSION, installedBinary, platformPackage } from "./platform-package.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));

describe("the engine's packages", () => {
  it("are of the version, and have the integrity, that npm ci installs", () => {
    const declared = read("packages/local/package.json").optionalDependencies;
    const locked = read("package-lock.json").packages;
    expect(declared).toEqual({ "@dynoxide/linux-x64": ENGINE_VERSION });
    const { version, integrity } = locked["node_modules/@dynoxide/linux-x64"];
    expect(platformPackage("linux-x64")).toMatchObject({ version, integrity });
  });

  it.each(["darwin-arm64", "darwin-x64", "linux-arm64"])(
    "%s has one, whose integrity is not known",
    (platform) => {
      const of = platformPackage(platform);
      expect(of).toEqual({
        platform,
        name: `@dynoxide/${platform}`,
        version: ENGINE_VERSION,
        integrity: undefined,
      });
    },
  );

  it.each(["win32-x64", "freebsd-x64", "linux-riscv64"])("%s has none", (platform) => {
    expect(platformPackage(platform)).toBeUndefined();
  });

  it("are looked for where npm ci puts them", () => {
    const of = platformPackage("darwin-arm64");
    if (of === undefined) throw new Error("no package");
    const resolve = (id: string) => `/somewhere/${id}`;
    expect(installedBinary(of, resolve)).toBe("/somewhere/@dynoxide/darwin-arm64/dynoxide");
    expect(installedBinary(of)).toBeUndefined();
  });
});
