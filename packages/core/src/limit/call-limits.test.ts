import { describe, expect, it } from "vitest";
import type { NewEvent } from "../event/event.ts";
import { Unavailable } from "../outage.ts";
import type { CountedCall } from "./applied-limits.ts";
import { createCallLimits } from "./call-limits.ts";
import type { LimitPorts } from "./counted-limits.ts";
import { limitHeaders } from "./limit-headers.ts";
import { type Ledger, type LimitStore, NOTHING_COUNTED } from "./limit-store.ts";
import { teamZones } from "./team-zones.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");
const HOUR = 3_600_000;

const call = (fields: Partial<CountedCall> = {}): CountedCall => ({
  consumer: { id: "con_1", team: "callers" },
  subscription: { id: "sub_1" },
  service: { slug: "echo", team: "providers" },
  plugins: {},
  plan: {},
  ...fields,
});

const limited = (zone = "UTC") => {
  const ledgers = new Map<string, Ledger>();
  const events: NewEvent[] = [];
  const marks = new Set<string>();
  const state = { now: NOON, isDown: false, writes: 0 };
  const store: LimitStore = {
    read: async (counter) => ledgers.get(counter),
    take: async (counter, { amount, most, bucket }) => {
      state.writes += 1;
      if (state.isDown) throw new Unavailable("down");
      const old = ledgers.get(counter) ?? NOTHING_COUNTED;
      if (old.total > most - amount) return { taken: false, ledger: old };
      const before = new Map(old.before);
      if (bucket !== undefined && !before.has(bucket)) before.set(bucket, old.total);
      const ledger = { ...old, before, total: old.total + amount };
      ledgers.set(counter, ledger);
      return { taken: true, ledger };
    },
    announce: async (mark, event) => {
      if (!marks.has(mark)) events.push(event);
      marks.add(mark);
    },
  };
  const ports: LimitPorts = {
    store,
    zones: teamZones(async () => zone),
    now: () => state.now,
    random: () => 0.5,
    report: () => undefined,
  };
  const instance = () => createCallLimits(ports);
  const limits = instance();
  const codes = async (times: number, one: CountedCall) => {
    const outcomes: string[] = [];
    for (let index = 0; index < times; index += 1) {
      const admission = await limits.admit(one);
      outcomes.push(admission.outcome === "refused" ? admission.code : "ok");
    }
    return outcomes;
  };
  return { limits, instance, codes, state, events, ledgers };
};

const rate = (count: number) => ({ "rate-limit": { count, periodSeconds: 60 } });
const quota = (count: number, fields = {}) => ({ quota: { count, period: "day", ...fields } });

describe("several limits of one call", () => {
  it("are all counted, and the tightest wins", async () => {
    const { codes, limits } = limited();
    const both = call({ plugins: rate(3), plan: quota(5) });
    expect(await codes(4, both)).toEqual(["ok", "ok", "ok", "rate-limited"]);
    const { limits: standing } = await limits.admit(both);
    expect(standing.map(({ policy, remaining }) => [policy, remaining])).toEqual([
      ["consumer-rate-limit", 0],
      ["plan-quota", 2],
    ]);
  });

  it("count no call that one of them refuses", async () => {
    const { codes, ledgers } = limited();
    await codes(10, call({ plugins: quota(2), plan: quota(100) }));
    expect([...ledgers].map(([counter, { total }]) => [counter, total])).toEqual([
      ["con_1#quota#day#calls#2026-03-01", 2],
      // One is asked for while the other is asked too, and is kept for the next call.
      ["con_1@echo#quota#day#calls#2026-03-01", 2],
    ]);
  });

  it("are the consumer's over all services, and a plan's for each service", async () => {
    const { codes } = limited();
    const other = call({ service: { slug: "tides", team: "providers" }, plugins: rate(3), plan: quota(2) });
    expect(await codes(2, call({ plugins: rate(3), plan: quota(2) }))).toEqual(["ok", "ok"]);
    expect(await codes(2, other)).toEqual(["ok", "rate-limited"]);
    expect(await codes(2, { ...other, plugins: {} })).toEqual(["ok", "quota-exceeded"]);
  });
});

describe("a quota of a day", () => {
  it("begins again with the day of the team's time zone", async () => {
    const { codes, state } = limited("Europe/Berlin");
    expect(await codes(3, call({ plugins: quota(2) }))).toEqual(["ok", "ok", "quota-exceeded"]);
    state.now = Date.parse("2026-03-01T22:59:59.000Z");
    expect(await codes(1, call({ plugins: quota(2) }))).toEqual(["quota-exceeded"]);
    state.now = Date.parse("2026-03-01T23:00:00.000Z");
    expect(await codes(3, call({ plugins: quota(2) }))).toEqual(["ok", "ok", "quota-exceeded"]);
  });

  it("is told at 80 % and at 100 %, once each, whichever instances count", async () => {
    const { instance, events } = limited();
    for (let index = 0; index < 12; index += 1) await instance().admit(call({ plan: quota(10) }));
    expect(events).toMatchObject([
      { type: "quota.warning", team: "callers", consumer: "con_1", subscription: "sub_1", service: "echo" },
      { type: "quota.exceeded", team: "callers" },
    ]);
  });

  it("admits exactly its count where instances lease parts of it and spend them", async () => {
    const { codes, state } = limited();
    const outcomes = await codes(10_001, call({ plan: quota(10_000) }));
    expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(10_000);
    expect(outcomes.at(-1)).toBe("quota-exceeded");
    expect(state.writes).toBeLessThan(1500);
  });

  it("goes on from what was counted when its count is changed", async () => {
    const { codes } = limited();
    await codes(3, call({ plan: quota(2) }));
    expect(await codes(3, call({ plan: quota(4) }))).toEqual(["ok", "ok", "quota-exceeded"]);
    expect(await codes(1, call({ plan: quota(3) }))).toEqual(["quota-exceeded"]);
  });
});

describe("a limit of tokens", () => {
  it("lets calls begin while some are left, and is charged with what they used", async () => {
    const { limits, codes } = limited();
    const one = call({ plugins: quota(100, { unit: "tokens" }) });
    for (let index = 0; index < 2; index += 1) {
      const admission = await limits.admit(one);
      if (admission.outcome === "admitted") await admission.settle({ kind: "told", tokens: 60, nanos: 0 });
    }
    expect(await codes(1, one)).toEqual(["quota-exceeded"]);
  });

  it("slides as one of calls does", async () => {
    const { limits, codes, state } = limited();
    const tokens = { "rate-limit": { count: 100, periodSeconds: 60, unit: "tokens" } };
    const one = call({ plugins: tokens });
    const admission = await limits.admit(one);
    if (admission.outcome === "admitted") await admission.settle({ kind: "told", tokens: 150, nanos: 0 });
    state.now += 59_000;
    expect(await codes(1, one)).toEqual(["rate-limited"]);
    state.now += 4000;
    expect(await codes(1, one)).toEqual(["ok"]);
  });
});

describe("while the counters cannot be reached", () => {
  it("says so at once, and tries again after a moment", async () => {
    const { limits, state } = limited();
    state.isDown = true;
    await expect(limits.admit(call({ plugins: rate(5) }))).rejects.toBeInstanceOf(Unavailable);
    const { writes } = state;
    await expect(limits.admit(call({ plugins: rate(5) }))).rejects.toBeInstanceOf(Unavailable);
    expect(state.writes).toBe(writes);
    state.isDown = false;
    state.now += 1001;
    expect(await limits.admit(call({ plugins: rate(5) }))).toMatchObject({ outcome: "admitted" });
  });
});

it("a call without limits is admitted without a word", async () => {
  const { limits, state } = limited();
  const admission = await limits.admit(call());
  expect(admission).toMatchObject({ outcome: "admitted", limits: [] });
  expect(limitHeaders(admission.limits, state.now)).toEqual({});
  expect(state.writes).toBe(0);
});

it("headers tell each limit, and the tightest one the older way", async () => {
  const { limits, state } = limited();
  const plan = { ...rate(5), ...quota(5) };
  let admission = await limits.admit(call({ plugins: rate(50), plan }));
  for (let index = 0; index < 3; index += 1)
    admission = await limits.admit(call({ plugins: rate(50), plan }));
  expect(limitHeaders(admission.limits, state.now)).toEqual({
    RateLimit: `"consumer-rate-limit";r=46;t=61, "plan-rate-limit";r=1;t=61;pk=:ZWNobw==:, "plan-quota";r=1;t=${12 * (HOUR / 1000)};pk=:ZWNobw==:`,
    "RateLimit-Policy":
      '"consumer-rate-limit";q=50;w=60, "plan-rate-limit";q=5;w=60;pk=:ZWNobw==:, "plan-quota";q=5;w=86400;pk=:ZWNobw==:',
    "X-RateLimit-Limit": "5",
    "X-RateLimit-Remaining": "1",
    "X-RateLimit-Reset": "61",
    "X-Quota-Warning": '"plan-quota";used=80',
  });
});
