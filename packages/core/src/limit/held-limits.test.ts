import { describe, expect, it } from "vitest";
import { NANOS } from "../metering/price.ts";
import type { Admission, Admitted } from "./admission.ts";
import type { CountedCall } from "./applied-limits.ts";
import { createCallLimits } from "./call-limits.ts";
import { budgetHeader, limitHeaders } from "./limit-headers.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { teamZones } from "./team-zones.ts";

const NOON = Date.parse("2026-03-04T12:00:00.000Z");
const DAY = 86_400_000;

const call = (nanos: number | undefined, fields: Partial<CountedCall> = {}): CountedCall => ({
  consumer: { id: "con_1", team: "callers" },
  subscription: { id: "sub_1" },
  service: { slug: "models", team: "providers" },
  plugins: { budget: { usd: 1, period: "day" } },
  plan: {},
  estimate: { tokens: 100, ...(nanos === undefined ? {} : { nanos }) },
  ...fields,
});

const held = () => {
  const memory = memoryLimits();
  const clock = { now: NOON };
  const reported: unknown[] = [];
  const ports = {
    store: memory.store,
    zones: teamZones(async () => "UTC"),
    now: () => clock.now,
    random: Math.random,
    report: (error: unknown) => void reported.push(error),
  };
  const [limits, other] = [createCallLimits(ports), createCallLimits(ports)];
  const counted = () => [...memory.ledgers.values()].map(({ total, held: holds }) => [total, holds.size]);
  return { ...memory, limits, other, clock, counted, reported };
};

const admitted = (admission: Admission): Admitted => {
  if (admission.outcome !== "admitted") throw new Error(admission.code);
  return admission;
};
const refused = (admission: Admission) =>
  admission.outcome === "refused" ? [admission.code, admission.retryAfterSeconds] : ["ok"];
const told = (nanos: number) => ({ kind: "told", tokens: 10, nanos }) as const;

describe("a budget", () => {
  it("holds what calls may cost, over all instances, and counts what they have cost", async () => {
    const { limits, other, counted } = held();
    const one = admitted(await limits.admit(call(0.4 * NANOS)));
    const two = admitted(await other.admit(call(0.4 * NANOS)));
    expect(refused(await limits.admit(call(0.3 * NANOS)))).toEqual(["budget-exceeded", 1]);
    await one.settle(told(0.1 * NANOS));
    await two.settle({ kind: "free" });
    expect(counted()).toEqual([[0.1 * NANOS, 0]]);
    admitted(await other.admit(call(0.9 * NANOS)));
  });

  it("says when there is room again, if ever", async () => {
    const { limits } = held();
    await admitted(await limits.admit(call(0.9 * NANOS))).settle(told(0.9 * NANOS));
    expect(refused(await limits.admit(call(0.2 * NANOS)))).toEqual(["budget-exceeded", 12 * 3600]);
    expect(refused(await limits.admit(call(NANOS + 1)))).toEqual(["budget-exceeded", undefined]);
    admitted(await limits.admit(call(0.1 * NANOS)));
    expect(refused(await limits.admit(call(1)))).toEqual(["budget-exceeded", 1]);
  });

  it("is another one in the next period, also for what is settled late", async () => {
    const { limits, clock, counted } = held();
    const late = admitted(await limits.admit(call(NANOS)));
    clock.now += DAY;
    const next = admitted(await limits.admit(call(NANOS)));
    await late.settle(told(0.5 * NANOS));
    await next.settle(told(0.25 * NANOS));
    expect(counted()).toEqual([
      [0.5 * NANOS, 0],
      [0.25 * NANOS, 0],
    ]);
  });

  it("counts what was held where nothing is told, and the whole price where it is more", async () => {
    const { limits, counted } = held();
    await admitted(await limits.admit(call(0.2 * NANOS))).settle({ kind: "untold", tokens: 5 });
    await admitted(await limits.admit(call(0.2 * NANOS))).settle(told(2 * NANOS));
    expect(counted()).toEqual([[2.2 * NANOS, 0]]);
    expect(refused(await limits.admit(call(1)))).toEqual(["budget-exceeded", 12 * 3600]);
  });

  it("refuses a model without a price, and asks nothing of a call that is none of a model", async () => {
    const { limits, state } = held();
    expect(refused(await limits.admit(call(undefined)))).toEqual(["model-unpriced", undefined]);
    const { estimate: _none, ...verified } = call(1);
    expect(refused(await limits.admit(verified))).toEqual(["ok"]);
    expect(refused(await limits.admit(call(0)))).toEqual(["ok"]);
    expect(state.writes).toBe(0);
  });

  it("is told at 80 %, and at the first refusal", async () => {
    const { limits, events } = held();
    await admitted(await limits.admit(call(0.9 * NANOS))).settle(told(0.85 * NANOS));
    expect(events.map(({ type }) => type)).toEqual(["budget.warning"]);
    await limits.admit(call(0.3 * NANOS));
    await limits.admit(call(0.3 * NANOS));
    expect(events.map(({ type, reason }) => [type, reason])).toEqual([
      ["budget.warning", "80 % of the day's budget of 1 dollars are used (2026-03-04)."],
      ["budget.exceeded", "100 % of the day's budget of 1 dollars are used (2026-03-04)."],
    ]);
  });

  it("tells what is left in a header of its own", async () => {
    const { limits } = held();
    const { limits: standing } = admitted(await limits.admit(call(0.4000001 * NANOS)));
    expect(budgetHeader(standing)).toEqual({ "X-Budget-Remaining": "0.599999" });
    expect(limitHeaders(standing, NOON)).toEqual({});
  });
});

describe("limits of several kinds", () => {
  const all = {
    plugins: {
      "rate-limit": {
        rules: [
          { count: 5, periodSeconds: 60 },
          { count: 300, periodSeconds: 60, unit: "tokens", hold: true },
        ],
      },
      quota: { count: 1000, period: "week", unit: "tokens", hold: true },
      budget: { usd: 1, period: "day" },
    },
  };

  it("are asked in their order, and a refusal gives back what was taken before it", async () => {
    const { limits, ledgers } = held();
    expect(refused(await limits.admit(call(2 * NANOS, all)))).toEqual(["budget-exceeded", undefined]);
    const after = [...ledgers].map(([name, { held: holds, total, returned }]) => [
      name.split("#")[1],
      holds.size,
      total - [...returned.values()].reduce((sum, each) => sum + each, 0),
    ]);
    expect(after).toEqual([
      ["rate", 0, 1],
      ["rate", 0, 0],
      ["quota", 0, 0],
    ]);
    for (let index = 0; index < 3; index += 1)
      await admitted(await limits.admit(call(1, all))).settle(told(1));
    expect(refused(await limits.admit(call(2 * NANOS, all)))[0]).toBe("budget-exceeded");
  });

  it("hold tokens in a window, and give back what was not used", async () => {
    const { limits } = held();
    const one = admitted(await limits.admit(call(1, all)));
    admitted(await limits.admit(call(1, all)));
    admitted(await limits.admit(call(1, all)));
    expect(refused(await limits.admit(call(1, all)))).toEqual(["rate-limited", 1]);
    await one.settle(told(1));
    expect(refused(await limits.admit(call(1, { ...all, estimate: { tokens: 90, nanos: 1 } })))).toEqual([
      "ok",
    ]);
    expect(refused(await limits.admit(call(1, { ...all, estimate: { tokens: 301, nanos: 1 } })))).toEqual([
      "rate-limited",
      undefined,
    ]);
  });

  it.each(["before", "after"] as const)(
    "keep their promise where a write is lost %s it is done",
    async (fails) => {
      const { limits, state, counted } = held();
      state.fails = fails;
      const outcome = await limits.admit(call(0.6 * NANOS)).then(refused, () => ["unavailable"]);
      expect(outcome).toEqual(fails === "before" ? ["unavailable"] : ["ok"]);
      expect(counted()).toEqual(fails === "before" ? [] : [[0.6 * NANOS, 1]]);
    },
  );
});
