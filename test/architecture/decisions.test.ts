import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const FOLDER = new URL("../../docs/decisions/", import.meta.url);

it("the index of decisions lists each record once, by its title", () => {
  const index = readFileSync(new URL("README.md", FOLDER), "utf8");
  const listed = [...index.matchAll(/^- \[(\d{4})\]\(([^)]+)\) (.+)$/gm)].map(([, number, file, title]) => [
    number,
    file,
    title,
  ]);
  const records = readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.*\.md$/.test(name))
    .map((name) => [
      name.slice(0, 4),
      name,
      readFileSync(new URL(name, FOLDER), "utf8").split("\n")[0]?.replace(/^# /, ""),
    ]);
  expect(listed.toSorted()).toEqual(records.toSorted());
});
