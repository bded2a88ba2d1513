import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { problemsMarkdown } from "./problems-text.ts";

describe("docs/problems.md", () => {
  it("has a heading for each code (npm run docs:problems writes it)", () => {
    const written = readFileSync(new URL("../../../../docs/problems.md", import.meta.url), "utf8");
    expect(written).toBe(problemsMarkdown());
  });
});
