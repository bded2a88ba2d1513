import { describe, expect, it } from "vitest";
import type { CountedCall } from "./applied-limits.ts";
import { createCallLimits } from "./call-limits.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { teamZones } from "./team-zones.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");

const limited = () => {
  const { store, events } = memoryLimits();
  const state = { now: NOON };
  const limits = createCallLimits({
    store,
    zones: teamZones(async () => "UTC"),
    now: () => state.now,
    random: () => 0.5,
    report: () => undefined,
  });
  const call = async (plugins: CountedCall["plugins"], tools?: readonly string[], plan = {}) => {
    const admission = await limits.admit({
      consumer: { id: "con_1", team: "callers" },
      subscription: { id: "sub_1" },
      service: { slug: "clock", team: "providers" },
      ...{ plugins, plan },
      ...(tools ? { tools } : {}),
    });
    return admission.outcome === "refused" ? admission.violated.join() : admission.limits.length;
  };
  return { call, events, state };
};

const times = (count: number, tool = "now") => Array.from({ length: count }, () => tool);

describe.each([
  [
    "a rate of few calls",
    "consumer-rate-limit",
    { "rate-limit": { count: 3, periodSeconds: 60, tools: ["now", "find_*"] } },
  ],
  [
    "a strict rate",
    "consumer-rate-limit",
    { "rate-limit": { count: 3, periodSeconds: 60, mode: "strict", tools: ["now", "find_*"] } },
  ],
  ["a quota", "consumer-quota", { quota: { count: 3, period: "day", tools: ["now", "find_*"] } }],
])("%s of tools", (_, policy, plugins) => {
  it("counts calls of these tools alone", async () => {
    const { call } = limited();
    for (const tools of [undefined, [], ["other"], ["NOW"], ["find"]])
      for (let each = 0; each < 4; each += 1) expect(await call(plugins, tools)).toBe(0);
    expect(await call(plugins, ["now"])).toBe(1);
    expect(await call(plugins, ["find_x"])).toBe(1);
    expect(await call(plugins, ["other", "now"])).toBe(1);
    expect(await call(plugins, ["now"])).toBe(policy);
    expect(await call(plugins, ["other"])).toBe(0);
  });

  it("counts each call of a batch, and none of a batch that does not fit", async () => {
    const { call } = limited();
    expect(await call(plugins, times(4))).toBe(policy);
    expect(await call(plugins, times(2))).toBe(1);
    expect(await call(plugins, times(2))).toBe(policy);
    expect(await call(plugins, times(100_000))).toBe(policy);
    expect(await call(plugins, times(1))).toBe(1);
    expect(await call(plugins, times(1))).toBe(policy);
  });
});

it.each([
  ["rate-limit", { count: 1000, periodSeconds: 60, tools: ["now"] }],
  ["quota", { count: 1000, period: "day", tools: ["now"] }],
])("a large limit is not exceeded by batches of any size: %s", async (plugin, rule) => {
  const { call } = limited();
  let admitted = 0;
  for (const size of [1, 7, 100, 300, 2, 500, 200, 90, 400, 50, 49, 1])
    if (typeof (await call({ [plugin]: rule }, times(size))) === "number") admitted += size;
  expect(admitted).toBeLessThanOrEqual(1000);
  expect(admitted).toBeGreaterThanOrEqual(900);
});

it("rules of other tools count apart, and beside one of all calls", async () => {
  const { call } = limited();
  const rules = [
    { count: 1, period: "day", tools: ["now"] },
    { count: 2, period: "day", tools: ["later"] },
    { count: 4, period: "day" },
  ];
  const plugins = { quota: { rules } };
  expect(await call(plugins, ["now"])).toBe(2);
  expect(await call(plugins, ["now"])).toBe("consumer-quota");
  expect(await call(plugins, ["later"])).toBe(2);
  expect(await call(plugins, ["later"])).toBe(2);
  expect(await call(plugins, ["later"])).toBe("consumer-quota-2");
  expect(await call(plugins)).toBe(1);
  expect(await call(plugins)).toBe("consumer-quota-3");
});

it("a plan's counts are apart from the consumer's own", async () => {
  const { call } = limited();
  const limits = { quota: { count: 1, period: "day", tools: ["now"] } };
  expect(await call({}, ["now"], limits)).toBe(1);
  expect(await call({}, ["now"], limits)).toBe("plan-quota");
  expect(await call(limits, ["now"])).toBe(1);
});
