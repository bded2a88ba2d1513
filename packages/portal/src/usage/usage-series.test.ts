import { describe, expect, it } from "vitest";
import type { UsageItem } from "../api/resources.ts";
import { emptyStep, everyStep, reasonsOf, totalsBy } from "./usage-series.ts";

const item = (at: string, calls: number, refusedByReason?: Record<string, number>): UsageItem => ({
  ...emptyStep(0),
  at,
  calls,
  costUsd: 0.25,
  ...(refusedByReason ? { refusedByReason } : {}),
});

describe("usage over time", () => {
  it("has a step for every hour, the quiet ones too", () => {
    const from = Date.parse("2026-01-01T00:30:00Z");
    const steps = everyStep([item("2026-01-01T02:00:00Z", 7)], from, from + 3 * 3_600_000, "hour");
    expect(steps.map(({ at, calls }) => [at, calls])).toEqual([
      ["2026-01-01T00:00:00.000Z", 0],
      ["2026-01-01T01:00:00.000Z", 0],
      ["2026-01-01T02:00:00Z", 7],
      ["2026-01-01T03:00:00.000Z", 0],
    ]);
  });

  it("adds up what each group used, most calls first", () =>
    expect(
      totalsBy(
        [
          { ...item("2026-01-01T00:00:00Z", 1), operation: "getForecast", tokensIn: 2, tokensOut: 3 },
          { ...item("2026-01-01T00:00:00Z", 2), operation: "other" },
          { ...item("2026-01-01T01:00:00Z", 4), operation: "getForecast" },
        ],
        "operation",
      ),
    ).toMatchObject([
      { id: "getForecast", calls: 5, tokens: 5, costUsd: 0.5 },
      { id: "other", calls: 2, tokens: 0, costUsd: 0.25 },
    ]));

  it("adds up reasons, most first", () =>
    expect(
      reasonsOf([
        item("2026-01-01T00:00:00Z", 1, { "rate-limited": 1, "no-subscription": 5 }),
        item("2026-01-01T01:00:00Z", 1, { "rate-limited": 2 }),
      ]),
    ).toEqual([
      ["no-subscription", 5],
      ["rate-limited", 3],
    ]));
});
