import { describe, expect, it } from "vitest";
import { type Figures, MOST_TOKENS, mergedFigures, type Tokens, tokensOf } from "./tokens.ts";

describe("figures of two events of one answer", () => {
  it.each<[one: Figures | undefined, other: Figures | undefined, merged: Figures | undefined]>([
    [undefined, undefined, undefined],
    [{ input: 1 }, undefined, { input: 1 }],
    [{}, {}, {}],
    [{ input: 5, output: 1 }, { output: 7 }, { input: 5, output: 7 }],
    // The larger counts, whichever came first; zero is a figure.
    [
      { output: 9, total: 3 },
      { output: 2, total: 4 },
      { output: 9, total: 4 },
    ],
    [{ cacheRead: 0 }, { cacheWrite: 0 }, { cacheRead: 0, cacheWrite: 0 }],
    [{ addedInput: 2 }, { addedInput: 3 }, { addedInput: 5 }],
    [{ addedInput: 2 }, { input: 9 }, { addedInput: 2, input: 9 }],
    [{ addedInput: MOST_TOKENS }, { addedInput: 1 }, { addedInput: MOST_TOKENS }],
  ])("%j and %j are %j, in either order", (one, other, merged) => {
    expect(mergedFigures(one, other)).toEqual(merged);
    expect(mergedFigures(other, one)).toEqual(merged);
  });
});

describe("the tokens that figures add up to", () => {
  it.each<[figures: Figures | undefined, tokens: Tokens | undefined]>([
    [undefined, undefined],
    [{}, undefined],
    [{ input: 0, output: 0, total: 0, cacheRead: 0, cacheWrite: 0, addedInput: 0 }, undefined],
    [{ input: 3 }, { tokensIn: 3, tokensOut: 0 }],
    [{ output: 4 }, { tokensIn: 0, tokensOut: 4 }],
    [{ total: 5 }, { tokensIn: 5, tokensOut: 0 }],
    // A total beside a part: what is beyond it is output.
    [
      { input: 3, total: 5 },
      { tokensIn: 3, tokensOut: 2 },
    ],
    [
      { output: 3, total: 5 },
      { tokensIn: 0, tokensOut: 5 },
    ],
    [
      { input: 0, total: 5 },
      { tokensIn: 0, tokensOut: 5 },
    ],
    [
      { input: 3, output: 4, total: 5 },
      { tokensIn: 3, tokensOut: 4 },
    ],
    [
      { input: 3, output: 4, total: 9 },
      { tokensIn: 3, tokensOut: 6 },
    ],
    // The cache's are in the input, which is never less than they are.
    [
      { input: 9, cacheRead: 4, cacheWrite: 5 },
      { tokensIn: 9, tokensOut: 0, cachedTokensIn: 4, cacheWriteTokensIn: 5 },
    ],
    [
      { input: 1, cacheRead: 4, cacheWrite: 5 },
      { tokensIn: 9, tokensOut: 0, cachedTokensIn: 4, cacheWriteTokensIn: 5 },
    ],
    [{ cacheRead: 1 }, { tokensIn: 1, tokensOut: 0, cachedTokensIn: 1 }],
    [
      { addedInput: 2, input: 7 },
      { tokensIn: 2, tokensOut: 0 },
    ],
    [
      { input: MOST_TOKENS, output: MOST_TOKENS },
      { tokensIn: MOST_TOKENS, tokensOut: MOST_TOKENS },
    ],
  ])("of %j are %j", (figures, tokens) => {
    expect(tokensOf(figures)).toEqual(tokens);
  });
});
