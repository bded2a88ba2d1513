import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { requireNode } from "../../infra/node-version.ts";
import packageJson from "../../package.json" with { type: "json" };

describe("a deploy by a Node", () => {
  it("that is older than package.json asks for is stopped by one sentence", () => {
    for (const old of ["20.19.0", "22.18.0", "23.11.1"])
      expect(() => requireNode(packageJson.engines.node, old)).toThrow(
        `A deploy needs Node 24 and runs in ${old}. \`npm ci\` has installed one: deploy with \`npx sst deploy\`.`,
      );
    for (const fits of [process.versions.node, "24.0.0", "26.1.0"])
      expect(() => requireNode(packageJson.engines.node, fits)).not.toThrow();
  });

  it("is told the same by the README and the page of deploys", async () => {
    for (const page of ["README.md", "docs/deploy.md"])
      expect(await readFile(new URL(`../../${page}`, import.meta.url), "utf8"), page).toContain(
        "You need Node 24 ",
      );
  });
});
