import { describe, expect, it } from "vitest";
import type { LimitRule, QuotaRule, RateRule } from "../plugin/limit-rule.ts";
import { type Ledger, NOTHING_COUNTED } from "./limit-store.ts";
import { limitUse } from "./limit-use.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");
const MIDNIGHT = Date.parse("2026-03-02T00:00:00.000Z");
/** A minute is counted in halves of a second; two of them are added. */
const [BUCKET, WINDOW_MS] = [NOON / 500, 61_000];

const quota: QuotaRule = { kind: "quota", count: 10, period: "day", unit: "calls" };
const rate: RateRule = {
  kind: "rate",
  count: 10,
  periodSeconds: 60,
  unit: "tokens",
  mode: "strict",
  hold: true,
};

const use = (rule: LimitRule, ledgers: Record<string, Partial<Ledger>>, timeZone = "UTC") =>
  limitUse({ counter: "c", rule }, timeZone, NOON, async (name) => {
    const ledger = Object.hasOwn(ledgers, name) ? ledgers[name] : undefined;
    return ledger && { ...NOTHING_COUNTED, ...ledger };
  });

const held = (amount: number) => new Map([["h", amount]]);

describe("how much is used of a quota", () => {
  it.each<[what: string, ledger: Partial<Ledger>, of: [used: number, held: number, remaining: number]]>([
    ["nothing", {}, [0, 0, 10]],
    ["a part", { total: 4 }, [4, 0, 6]],
    ["all of it", { total: 10 }, [10, 0, 0]],
    ["more than it", { total: 12 }, [12, 0, 0]],
    ["nothing, while calls hold all", { total: 10, held: held(10) }, [0, 10, 0]],
    ["a part beside what calls hold", { total: 9, held: held(5) }, [4, 5, 1]],
  ])("is %s", async (_what, ledger, [used, holds, remaining]) => {
    const of = { used, held: holds, remaining, resetAt: MIDNIGHT };
    expect(await use(quota, { "c#2026-03-01": ledger })).toEqual(of);
  });

  it("is that of the day of its time zone", async () => {
    const ledgers = { "c#2026-03-01": { total: 1 }, "c#2026-03-02": { total: 2 } };
    expect((await use(quota, ledgers)).used).toBe(1);
    expect((await use(quota, ledgers, "Pacific/Kiritimati")).used).toBe(2);
  });
});

describe("how much is used of a rate", () => {
  it.each<[what: string, ledger: Partial<Ledger>, of: object]>([
    ["nothing, which needs no reset", {}, { used: 0, held: 0, remaining: 10 }],
    [
      "what was counted in the window",
      { total: 24, before: new Map([[BUCKET, 20]]) },
      { used: 4, held: 0, remaining: 6, resetAt: NOON + WINDOW_MS },
    ],
    [
      "what was not given back",
      { total: 24, before: new Map([[BUCKET, 20]]), returned: new Map([[BUCKET, 3]]) },
      { used: 1, held: 0, remaining: 9, resetAt: NOON + WINDOW_MS },
    ],
    [
      "what no call holds any more",
      { total: 9, before: new Map([[BUCKET, 0]]), held: held(5) },
      { used: 4, held: 5, remaining: 1, resetAt: NOON + WINDOW_MS },
    ],
    [
      "more than it, as what is left is nothing",
      { total: 13, before: new Map([[BUCKET, 0]]) },
      { used: 13, held: 0, remaining: 0, resetAt: NOON + WINDOW_MS },
    ],
    [
      "nothing less than that, while a call goes on for longer than the window",
      { total: 8, before: new Map([[BUCKET - 122, 0]]), held: held(8) },
      { used: 0, held: 8, remaining: 10 },
    ],
  ])("is %s", async (_what, ledger, of) => {
    expect(await use(rate, { c: ledger })).toEqual(of);
  });

  it("is the sum of its shards", async () => {
    const hot: RateRule = { ...rate, count: 500, periodSeconds: 1, unit: "calls", hold: false };
    const before = new Map([[NOON / 100, 0]]);
    const ledgers = { "c#2.0": { total: 250, before }, "c#2.1": { total: 3, before } };
    expect(await use(hot, ledgers)).toMatchObject({ used: 253, held: 0, remaining: 247 });
  });
});
