import { SCHEMA_DOCS } from "@latchkey/functions/openapi/noun-list";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";

const withExample = SCHEMA_DOCS.filter(({ example }) => example !== undefined);

describe("the examples of the OpenAPI document", () => {
  it.each(withExample.map((docs) => [docs.name, docs] as const))("hold: %s", (_name, { schema, example }) => {
    const parsed = z.safeParse(schema, example);
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  it("are there for every request that makes or changes something", () => {
    const requests = SCHEMA_DOCS.filter(
      ({ name }) => /^New[A-Z]|Patch$/.test(name) && name !== "NewCredential" && name !== "UpstreamPatch",
    );
    expect(requests.filter(({ example }) => example === undefined).map(({ name }) => name)).toEqual([]);
  });
});
