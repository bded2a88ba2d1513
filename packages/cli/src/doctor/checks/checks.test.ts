import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withClaims } from "../../../scripts/claims-table.ts";
import { CHECKS, checksNamed, claimsFor } from "./checks.ts";

const ROOT = new URL("../../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");

describe("the checks of the doctor", () => {
  it("stand in docs/deploy.md, each with what changes course: npm run docs:doctor writes them", () => {
    const page = read("docs/deploy.md");
    expect(page).toBe(withClaims(page));
  });

  it("have each a name of its own", () => {
    const ids = claimsFor(CHECKS).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it.each([...new Set(claimsFor(CHECKS).map(({ page }) => page))])(
    "lead to a page that exists: %s",
    (page) => {
      const [path = "", anchor] = page.split("#");
      expect(existsSync(new URL(path, ROOT))).toBe(true);
      const anchors = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
          .replaceAll(" ", "-"),
      );
      expect(anchor === undefined || anchors.includes(anchor)).toBe(true);
    },
  );

  it("can be asked alone, by names that exist", () => {
    expect(checksNamed(["clock", "basic"]).map(({ id }) => id)).toEqual(["basic", "clock"]);
    expect(() => checksNamed(["clock", "none"])).toThrow("There is no check none");
  });
});
