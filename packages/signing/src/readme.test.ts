import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PUBLIC_EXPORTS } from "../scripts/public-exports.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

describe("the README", () => {
  it("is short", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThan(95);
  });

  it("imports nothing but what the package exports", () => {
    const imported = [...readme.matchAll(/"@latchkey\/signing\/([^"]+)"/g)].map(([, path]) => path);
    expect(imported.length).toBeGreaterThan(10);
    expect(imported.filter((path) => !PUBLIC_EXPORTS.some((each) => each === path))).toEqual([]);
  });
});
