import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareDocuments } from "./compare-documents.ts";
import { DOCUMENT, RELEASED } from "./document.ts";

const HEADING = "### Breaking changes of the management API";

/** The lines under the heading in the section that is not released yet. */
const announced = (changelog: string): string => {
  const unreleased = changelog.split(/^## Unreleased$/m)[1]?.split(/^## /m)[0] ?? "";
  return unreleased.split(HEADING)[1]?.split(/^### /m)[0] ?? "";
};

describe("the OpenAPI document beside the last released one", () => {
  it("breaks no client but as CHANGELOG.md says, line by line", () => {
    const said = announced(readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8"));
    const breaks = compareDocuments(RELEASED, DOCUMENT);
    expect(breaks.filter((each) => !said.includes(`\`${each}\``))).toEqual([]);
    const lines = [...said.matchAll(/^- `([^`]+)`/gm)].map(([, line]) => line);
    expect(lines.filter((line) => !breaks.some((each) => each === line))).toEqual([]);
  });

  it("still has every operation", () => {
    expect(Object.keys(Object(RELEASED["paths"])).length).toBeGreaterThan(35);
  });
});
