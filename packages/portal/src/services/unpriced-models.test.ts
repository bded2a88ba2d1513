import { expect, it } from "vitest";
import { unpricedModels } from "./unpriced-models.ts";

const used = (id: string, admitted = 1, tokensOut = 5) => ({
  id,
  calls: admitted,
  admitted,
  tokensIn: 0,
  cachedTokensIn: 0,
  tokensOut,
  costUsd: 0,
});

const priced = [{ match: "haiku-old*" }, { match: "haiku-*", inputUsd: 0 }, { match: "exact", callUsd: 1 }];

it.each([
  ["one that fits a beginning, at the price 0", "haiku-1", []],
  ["one whose first entry has no price", "haiku-old-1", ["haiku-old-1"]],
  ["one that is written with another case", "Haiku-1", ["Haiku-1"]],
  ["one that is longer than the name", "exact-2", ["exact-2"]],
  ["one that is named exactly", "exact", []],
  ["one that no entry fits", "other", ["other"]],
  ["calls that name none", "none", ["none"]],
])("the price list lacks a model or not: %s", (_what, model, lacks) =>
  expect(unpricedModels(priced, [used(model)])).toEqual(lacks),
);

it("what was refused, and calls without a model and tokens, need no price", () =>
  expect(unpricedModels([], [used("other", 0), used("none", 3, 0)])).toEqual([]));

it("* alone fits what names no model; without a list everything lacks one", () => {
  expect(unpricedModels([{ match: "*", callUsd: 1 }], [used("none"), used("a")])).toEqual([]);
  expect(unpricedModels([], [used("b"), used("a")])).toEqual(["a", "b"]);
});
