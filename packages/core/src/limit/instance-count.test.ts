import { describe, expect, it } from "vitest";
import { epochAt, instanceCount, pastEpochs } from "./instance-count.ts";
import { NOTHING_COUNTED } from "./limit-store.ts";

const ledger = (...instances: [number, number][]) => ({ ...NOTHING_COUNTED, instances: new Map(instances) });

it.each([
  ["a window shorter than a minute", { bucketMs: 100, span: 13 }, 60_000],
  ["a window of an hour", { bucketMs: 30_000, span: 123 }, 3_690_000],
])("an epoch of %s lasts as long as it, a minute at least", (_, window, length) => {
  expect(epochAt(window, length * 7)).toBe(7);
  expect(epochAt(window, length * 8 - 1)).toBe(7);
});

describe("the instances that count", () => {
  it.each([
    ["none has counted yet", [], false, 1],
    ["it is the first", [[5, 1]], true, 1],
    ["it joins two", [[5, 2]], false, 3],
    [
      "the last epoch had more",
      [
        [4, 9],
        [5, 2],
      ],
      false,
      9,
    ],
    [
      "an older epoch had more",
      [
        [3, 9],
        [5, 2],
      ],
      true,
      2,
    ],
  ] as [string, [number, number][], boolean, number][])("are, where %s", (_, instances, hasJoined, count) => {
    expect(instanceCount(ledger(...instances), 5, hasJoined)).toBe(count);
  });

  it("of epochs before the last one are forgotten", () => {
    expect(pastEpochs(ledger([2, 1], [3, 1], [4, 1], [5, 1]), 5)).toEqual([2, 3]);
  });
});
