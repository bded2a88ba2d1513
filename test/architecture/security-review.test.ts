import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
const page = readFileSync(join(ROOT, "docs/security-review.md"), "utf8");

/** The last cell of each row: tests, or why there are none. */
const cells = page
  .split("\n")
  .filter((line) => /^\| (?!---)/.test(line) && !/^\| (?:requirement|attack|kind) \|/.test(line))
  .map((line) => line.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "");
const named = [...page.matchAll(/`([^`]+\.test\.tsx?)` › (.*?)(?=<br>| \|$)/gm)].map(
  ([, file = "", name = ""]) => ({ file, name }),
);

describe("docs/security-review.md", () => {
  it("names in each row a test, or says why there is none", () => {
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter((cell) => !/` › |^(?:n\/a|open): \S/.test(cell))).toEqual([]);
  });

  it("names only tests that are there, in files that are there", () => {
    const text = (file: string) => readFileSync(join(ROOT, file), "utf8");
    const missing = named.filter(
      ({ file, name }) => !existsSync(join(ROOT, file)) || !text(file).includes(name),
    );
    expect(named.length).toBeGreaterThan(150);
    expect(missing).toEqual([]);
  });
});
