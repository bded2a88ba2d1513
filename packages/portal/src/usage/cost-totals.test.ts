import { expect, it } from "vitest";
import type { UsageItem } from "../api/resources.ts";
import { costsBy } from "./cost-totals.ts";
import { emptyStep } from "./usage-series.ts";

const item = (model: string, figures: Partial<UsageItem>): UsageItem => ({
  ...emptyStep(0),
  model,
  calls: 1,
  ...figures,
});

it("costs are added up over all steps, the dearest group first", () => {
  const items = [
    item("a", { calls: 9, refused: 2, tokensIn: 5 }),
    item("b", { tokensIn: 10, cachedTokensIn: 4, tokensOut: 3, costUsd: 0.25 }),
    item("b", { tokensOut: 2, costUsd: 0.5 }),
  ];
  expect(costsBy(items, "model")).toEqual([
    { id: "b", calls: 2, admitted: 2, tokensIn: 10, cachedTokensIn: 4, tokensOut: 5, costUsd: 0.75 },
    { id: "a", calls: 9, admitted: 7, tokensIn: 5, cachedTokensIn: 0, tokensOut: 0, costUsd: 0 },
  ]);
  expect(costsBy(items, "operation").map(({ id, calls }) => [id, calls])).toEqual([["", 11]]);
});
