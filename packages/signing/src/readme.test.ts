import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

describe("the README", () => {
  it("is short", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThan(80);
    expect(blocks).toHaveLength(3);
  });

  it.each(blocks)("imports only what is there (block %#)", async (contents) => {
    const { errors, warnings } = await build({
      stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      logLevel: "silent",
    });
    expect([...errors, ...warnings]).toEqual([]);
  });
});
