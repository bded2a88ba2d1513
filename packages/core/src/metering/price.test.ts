import { describe, expect, it } from "vitest";
import {
  entryFor,
  highestPrice,
  isPriced,
  type ModelPrice,
  NANOS,
  nanosOf,
  priceOf,
  usdOf,
} from "./price.ts";

const entry = (fields: Partial<ModelPrice>): ModelPrice => ({ match: "*", ...fields });

describe("the entry of a price list for a model", () => {
  const models = [entry({ match: "gpt-4o" }), entry({ match: "gpt-4o-*" }), entry({ match: "claude*" })];
  it.each([
    ["gpt-4o", "gpt-4o"],
    ["gpt-4o-mini", "gpt-4o-*"],
    ["claude", "claude*"],
    ["GPT-4o", undefined],
    ["gpt-4", undefined],
    [undefined, undefined],
  ])("of %s is that of %s", (model, match) => {
    expect(entryFor(models, model)?.match).toBe(match);
  });

  it("is the first that fits, and * where no model is named", () => {
    const all = [entry({ callUsd: 1 }), ...models];
    expect(entryFor(all, "gpt-4o")).toBe(all[0]);
    expect(entryFor(all, undefined)).toBe(all[0]);
    expect(entryFor([entry({ match: "n*" }), entry({ match: "none" })], undefined)).toBeUndefined();
    expect(entryFor(undefined, "x")).toBeUndefined();
  });

  it.each([
    [{}, false],
    [{ maxOutputTokens: 5, bytesPerToken: 2 }, false],
    [{ inputUsd: 0 }, true],
    [{ callUsd: 0.5 }, true],
    [{ cacheWriteUsd: 1 }, true],
  ])("with %j is priced: %s", (fields, priced) => {
    expect(isPriced(entry(fields))).toBe(priced);
  });
});

describe("a price", () => {
  it.each([
    ["input and output", { inputUsd: 3, outputUsd: 15 }, { tokensIn: 1000, tokensOut: 100 }, 4_500_000],
    ["the call alone", { callUsd: 0.04 }, { tokensIn: 1000, tokensOut: 100 }, 40_000_000],
    ["one token of a cheap model, rounded up", { inputUsd: 0.0000001 }, { tokensIn: 1, tokensOut: 0 }, 1],
    ["nothing for nothing", { inputUsd: 0 }, { tokensIn: 9, tokensOut: 9 }, 0],
    [
      "cache reads and writes of their own",
      { inputUsd: 3, outputUsd: 15, cachedInputUsd: 0.3, cacheWriteUsd: 3.75 },
      { tokensIn: 1000, tokensOut: 0, cachedTokensIn: 600, cacheWriteTokensIn: 300 },
      300_000 + 180_000 + 1_125_000,
    ],
    [
      "cache reads as input where they have none",
      { inputUsd: 2 },
      { tokensIn: 10, tokensOut: 0, cachedTokensIn: 10 },
      20_000,
    ],
    ["very many tokens", { inputUsd: 1_000_000 }, { tokensIn: 1_000_000_000, tokensOut: 0 }, 1e18],
  ])("counts %s", (_what, fields, tokens, nanos) => {
    expect(priceOf(entry(fields), tokens)).toBe(nanos);
  });

  it("is held at the dearest input", () => {
    const dear = entry({ inputUsd: 1, cacheWriteUsd: 4, outputUsd: 2, callUsd: 0.001 });
    expect(highestPrice(dear, { tokensIn: 100, tokensOut: 10 })).toBe(400_000 + 20_000 + 1_000_000);
    expect(highestPrice(entry({ inputUsd: 0.0000001 }), { tokensIn: 1, tokensOut: 1 })).toBe(1);
  });

  it("is told in dollars of six decimals, never more than there is", () => {
    expect([usdOf(1_999), usdOf(450_000_000), usdOf(NANOS)]).toEqual([0.000001, 0.45, 1]);
    expect(nanosOf(0.1) + nanosOf(0.2)).toBe(nanosOf(0.3));
  });
});
