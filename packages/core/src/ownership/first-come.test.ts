import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { FIRST_COME, type FirstComeKind, taken } from "./first-come.ts";

const page = await readFile(new URL("../../../../docs/ownership.md", import.meta.url), "utf8");
const rows = page.split("\n").filter((line) => /^\| .*\(`[a-z-]+`\) \|/.test(line));

describe("a name that is given once", () => {
  it.each(Object.keys(FIRST_COME) as FirstComeKind[])("has a row in docs/ownership.md: %s", (kind) => {
    const { among, code } = FIRST_COME[kind];
    const row = rows.find((line) => line.includes(`(\`${kind}\`)`));
    expect(row?.split("|")[2]?.trim()).toBe(among === "all teams" ? "all teams" : "its team");
    expect(row).toContain(`409 \`${code}\``);
  });

  it("has no row without it, and tells the second nothing of the first", () => {
    expect(rows).toHaveLength(Object.keys(FIRST_COME).length);
    expect(taken("issuer")).toMatchObject({ code: "issuer-taken", extra: {} });
  });
});
