import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { programVersion } from "./program-version.ts";

const root = mkdtempSync(join(tmpdir(), "latchkey-version-"));
afterAll(() => rmSync(root, { recursive: true }));

const writeManifest = (folder: string, more = "") =>
  writeFileSync(join(folder, "package.json"), `{"version": "1.2.3"}${more}`);

const git = (...command: string[]) =>
  execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@example.com", ...command]);

describe("the version of what runs", () => {
  it("is the release, and the commit where there is one, marked where files differ from it", () => {
    writeManifest(root);
    expect(programVersion(root, {})).toBe("1.2.3");
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    expect(programVersion(root, {})).toMatch(/^1\.2\.3\+[0-9a-f]{7,}$/);
    writeManifest(root, "\n");
    expect(programVersion(root, {})).toMatch(/^1\.2\.3\+[0-9a-f]{7,}\.changed$/);
    const unpacked = join(root, "unpacked");
    mkdirSync(unpacked);
    writeManifest(unpacked);
    expect(programVersion(unpacked, {})).toBe("1.2.3");
  });

  it("is told where the folder is no clone, and holds nothing but a commit", () => {
    expect(programVersion(root, { LATCHKEY_COMMIT: "abc1234" })).toBe("1.2.3+abc1234");
    expect(programVersion(root, { LATCHKEY_COMMIT: "<script>" })).toBe("1.2.3");
  });
});
