import { describe, expect, it } from "vitest";
import { outcomeOf } from "../testing/outcome.ts";
import { ModelsInput, refuseModelsOf, refuseToolsOf } from "./kind-fields.ts";

describe("a price list", () => {
  it.each<[what: string, list: unknown, is: boolean]>([
    ["none", [], true],
    ["a beginning and a name", [{ match: "gpt-*", inputUsd: 1.5 }, { match: "gpt-5" }], true],
    ["the lowest and the highest price", [{ match: "m", inputUsd: 0, callUsd: 1_000_000 }], true],
    ["a price below zero", [{ match: "m", outputUsd: -0.01 }], false],
    ["a price beyond the bound", [{ match: "m", cachedInputUsd: 1_000_000.01 }], false],
    [
      "bytes of a token at their bounds",
      [
        { match: "a", bytesPerToken: 0.1 },
        { match: "b", bytesPerToken: 64 },
      ],
      true,
    ],
    ["bytes of a token below", [{ match: "m", bytesPerToken: 0.09 }], false],
    ["bytes of a token above", [{ match: "m", bytesPerToken: 64.1 }], false],
    ["the most tokens", [{ match: "m", maxOutputTokens: 100_000_000 }], true],
    ["too many tokens", [{ match: "m", maxOutputTokens: 100_000_001 }], false],
    ["a part of a token", [{ match: "m", maxOutputTokens: 1.5 }], false],
    ["a name twice", [{ match: "m" }, { match: "m" }], false],
    ["a star in between", [{ match: "a*b" }], false],
    ["a field that it does not know", [{ match: "m", price: 1 }], false],
    ["two hundred entries", Array.from({ length: 200 }, (_, n) => ({ match: `m${n}` })), true],
    ["one entry more", Array.from({ length: 201 }, (_, n) => ({ match: `m${n}` })), false],
  ])("of %s is one: %#", (_what, list, is) => {
    expect(ModelsInput.safeParse(list).success).toBe(is);
  });
});

describe("fields of another kind of service", () => {
  const models = [{ match: "m" }];
  const scopes = [{}, { tools: ["t"] }];
  it.each([
    ["models", "ai", models, "done"],
    ["models", "rest", models, "invalid-input /models"],
    ["models", "mcp", models, "invalid-input /models"],
    ["models", "rest", [], "done"],
    ["models", "rest", undefined, "done"],
    ["models", "rest", null, "done"],
  ] as const)("%s of %s, %j: %s", async (_field, kind, given, outcome) => {
    expect(await outcomeOf(() => refuseModelsOf(kind, given))).toBe(outcome);
  });

  it.each([
    ["tools", "mcp", scopes, "done"],
    ["tools", "rest", scopes, "invalid-input /scopes/1/tools"],
    ["tools", "ai", scopes, "invalid-input /scopes/1/tools"],
    ["tools", "rest", [{}], "done"],
    ["tools", "rest", null, "done"],
    ["tools", "rest", undefined, "done"],
  ] as const)("%s of %s, %j: %s", async (_field, kind, given, outcome) => {
    expect(await outcomeOf(() => refuseToolsOf(kind, given))).toBe(outcome);
  });
});
