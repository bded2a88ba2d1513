import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { DOCUMENT } from "./document.ts";

/** Beside the strict set: what generators make names and documentation of. */
const RULES = {
  "operation-description": "error",
  "operation-operationId": "error",
  "parameter-description": "error",
  "tag-description": "error",
  "tags-alphabetical": "error",
} as const;

const lint = async (document: object) => {
  const config = await createConfig({ extends: ["recommended-strict"], rules: RULES });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
};

it("the OpenAPI document has no fault that the linter knows, and no warning", async () => {
  expect(await lint(DOCUMENT)).toEqual([]);
});

it("the linter finds what is wrong with a document", async () => {
  const [found] = await lint({ ...DOCUMENT, tags: [{ name: "teams" }] });
  expect(found).toMatch(/^tag-description: /);
});
