import { describe, expect, it } from "vitest";
import type { Note } from "./imported.ts";
import { limitPlugins, perSecond, type Quota, type Rate } from "./limits.ts";

const DAY = 86_400;
const limits = (rates: Rate[], quotas: Quota[] = []) => {
  const lost: Note[] = [];
  return { ...limitPlugins("key", rates, quotas, lost), lost: lost.length };
};

describe("limits of a source", () => {
  it.each<[string, Rate[], Quota[], object]>([
    ["none", [], [], { lost: 0 }],
    ["of nothing", [{ count: 0, seconds: 60 }], [], { lost: 0 }],
    ["a rate", [{ count: 5, seconds: 60 }], [], { "rate-limit": { count: 5, periodSeconds: 60 }, lost: 0 }],
    [
      "two rates of one period, of which the smaller holds",
      [
        { count: 5, seconds: 60 },
        { count: 3, seconds: 60 },
      ],
      [],
      { "rate-limit": { count: 3, periodSeconds: 60 }, lost: 0 },
    ],
    [
      "calls and tokens",
      [
        { count: 5, seconds: 60 },
        { count: 9, seconds: 60, unit: "tokens" },
      ],
      [],
      {
        "rate-limit": {
          rules: [
            { count: 5, periodSeconds: 60 },
            { count: 9, periodSeconds: 60, unit: "tokens" },
          ],
        },
        lost: 0,
      },
    ],
    ["a week", [{ count: 5, seconds: 7 * DAY }], [], { quota: { count: 5, period: "week" }, lost: 0 }],
    ["a month", [{ count: 5, seconds: 30 * DAY }], [], { quota: { count: 5, period: "month" }, lost: 0 }],
    ["two days, which is told", [{ count: 5, seconds: 2 * DAY }], [], { lost: 1 }],
    ["tokens of a month, which is told", [{ count: 5, seconds: 30 * DAY, unit: "tokens" }], [], { lost: 1 }],
    [
      "more than there can be",
      [],
      [{ count: 1e12, period: "day" }],
      { quota: { count: 999_999_999, period: "day" }, lost: 0 },
    ],
  ])("%s", (_, rates, quotas, expected) => expect(limits(rates, quotas)).toEqual(expected));

  it.each([
    [5, { count: 5, seconds: 1 }],
    [0.5, { count: 1, seconds: 2 }],
    [2.55, { count: 25, seconds: 10 }],
    [0.000_001, { count: 1, seconds: DAY }],
  ])("%d a second", (rate, expected) => expect(perSecond(rate)).toEqual(expected));
});
