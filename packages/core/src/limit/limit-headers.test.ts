import { describe, expect, it } from "vitest";
import { NANOS } from "../metering/price.ts";
import type { LimitRule, QuotaRule } from "../plugin/limit-rule.ts";
import type { AppliedLimit } from "./admission.ts";
import { budgetHeader, limitHeaders } from "./limit-headers.ts";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");

const rate: LimitRule = { kind: "rate", count: 10, periodSeconds: 60, unit: "calls", mode: "strict" };
const quota = (count: number, unit: QuotaRule["unit"] = "calls"): LimitRule => ({
  ...{ kind: "quota", count, period: "day", unit },
});
const limit = (rule: LimitRule, remaining: number, fields: Partial<AppliedLimit> = {}): AppliedLimit => ({
  ...{ policy: "p", rule, remaining, resetAt: NOW + 1000, windowSeconds: 60 },
  ...fields,
});

describe("what a caller is told of its limits", () => {
  it("is nothing where it has none, or budgets alone", () => {
    expect(limitHeaders([], NOW)).toEqual({});
    expect(limitHeaders([limit(quota(NANOS, "usd"), 1)], NOW)).toEqual({});
  });

  it.each([
    [NOW - 5000, 0],
    [NOW, 0],
    [NOW + 1, 1],
    [NOW + 1000, 1],
    [NOW + 1001, 2],
  ])("of one that is free at %d is %d whole seconds to wait", (resetAt, seconds) => {
    expect(limitHeaders([limit(rate, 0, { resetAt })], NOW)).toEqual({
      RateLimit: `"p";r=0;t=${seconds}`,
      "RateLimit-Policy": '"p";q=10;w=60',
      "X-RateLimit-Limit": "10",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": String(seconds),
    });
  });

  it("is the older way the limit of which least is left, and of two of them the first", () => {
    const older = (...all: AppliedLimit[]) => limitHeaders(all, NOW)["X-RateLimit-Limit"];
    expect(older(limit(rate, 3), limit(quota(20), 2), limit(quota(30), 2))).toBe("20");
    expect(older(limit(quota(30), 2), limit(rate, 2))).toBe("30");
    expect(older(limit(quota(NANOS, "usd"), 0), limit(rate, 2))).toBe("10");
  });

  it("names tokens, and the service that a limit is counted apart for", () => {
    const headers = limitHeaders([limit(quota(100, "tokens"), 50, { partition: "echo" })], NOW);
    expect(headers["RateLimit-Policy"]).toBe('"p";q=100;w=60;qu="tokens";pk=:ZWNobw==:');
    expect(headers["RateLimit"]).toBe('"p";r=50;t=1;pk=:ZWNobw==:');
  });

  it.each<[what: string, rule: LimitRule, remaining: number, warning: string | undefined]>([
    ["79.9 % of a quota", quota(1000), 201, undefined],
    ["80 %", quota(1000), 200, '"p";used=80'],
    ["99.9 %", quota(1000), 1, '"p";used=99'],
    ["all of it", quota(1000), 0, '"p";used=100'],
    ["the only call", quota(1), 0, '"p";used=100'],
    ["nothing of the only call", quota(1), 1, undefined],
    ["80 % of its tokens", quota(10, "tokens"), 2, '"p";used=80'],
    ["all of a rate", rate, 0, undefined],
  ])("warns of a quota, once %s are used", (_what, rule, remaining, warning) => {
    expect(limitHeaders([limit(rule, remaining)], NOW)["X-Quota-Warning"]).toBe(warning);
  });

  it("warns of each quota that is nearly used", () => {
    const all = ["a", "b", "c"].map((policy, index) => limit(quota(10), index, { policy }));
    expect(limitHeaders(all, NOW)["X-Quota-Warning"]).toBe('"a";used=100, "b";used=90, "c";used=80');
  });
});

describe("what is left of a budget", () => {
  it.each<[remaining: number[], left: string | undefined]>([
    [[], undefined],
    [[0], "0"],
    [[999], "0"],
    [[1000], "0.000001"],
    [[NANOS, 2 * NANOS], "1"],
    [[2 * NANOS, 1.5 * NANOS + 999], "1.5"],
  ])("of those of %j is %s dollars, rounded down", (remaining, left) => {
    const limits = [limit(rate, 0), ...remaining.map((each) => limit(quota(9 * NANOS, "usd"), each))];
    expect(budgetHeader(limits)).toEqual(left === undefined ? {} : { "X-Budget-Remaining": left });
  });
});
