import { describe, expect, it } from "vitest";
import type { UsageItem } from "../api/resources.ts";
import { changeOf, keyFigures } from "./key-figures.ts";
import { emptyStep } from "./usage-series.ts";

const item = (figures: Partial<UsageItem>): UsageItem => ({ ...emptyStep(0), ...figures });

describe("the key figures of a range", () => {
  it("are sums beside those of the range before", () =>
    expect(
      keyFigures([item({ calls: 7, refused: 2 }), item({ calls: 3, errors: 1 })], [item({ calls: 4 })]),
    ).toEqual([
      { name: "calls", value: 10, before: 4 },
      { name: "answered", value: 7, before: 4 },
      { name: "refused", value: 2, before: 0 },
      { name: "errors", value: 1, before: 0 },
    ]));

  it("have tokens and costs where there were any, before too", () =>
    expect(keyFigures([], [item({ tokensIn: 1, costUsd: 0.5 })]).map(({ name }) => name)).toEqual([
      "calls",
      "answered",
      "refused",
      "errors",
      "tokens",
      "costUsd",
    ]));

  it.each([
    [5, 5, { is: "same" }],
    [0, 0, { is: "same" }],
    [5, 0, { is: "new" }],
    [6, 4, { is: "more", part: 0.5 }],
    [1, 4, { is: "less", part: 0.75 }],
  ])("%d after %d is %j", (value, before, change) => expect(changeOf({ value, before })).toEqual(change));
});
