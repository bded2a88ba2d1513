import { describe, expect, it } from "vitest";
import { Unavailable } from "../outage.ts";
import type { LimitRule } from "../plugin/limit-rule.ts";
import type { AppliedRule } from "./applied-limits.ts";
import { countedLimits } from "./counted-limits.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { quotaPeriod } from "./quota-period.ts";
import { teamZones } from "./team-zones.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");
const HALF_A_DAY = 43_200;

const applied = (policy: string, rule: LimitRule, fields: Partial<AppliedRule> = {}): AppliedRule => ({
  ...{ plugin: "quota", policy, counter: policy, rule, zoneOf: "callers" },
  ...{ owner: { team: "callers", consumer: "con_1" } },
  ...fields,
});
const quota = (count: number, unit: "calls" | "tokens" = "calls"): LimitRule => ({
  ...{ kind: "quota", count, period: "day", unit },
});
const rate = (count: number): LimitRule => ({
  ...{ kind: "rate", count, periodSeconds: 60, unit: "calls", mode: "strict" },
});

const world = () => {
  const memory = memoryLimits();
  const state = { isDown: false };
  const ports = {
    ...{ store: memory.store, now: () => NOON, random: () => 0, report: () => undefined },
    zones: teamZones(async () => "UTC"),
  };
  const admit = countedLimits(ports, quotaPeriod, () => state.isDown);
  const outcomes = async (times: number, ...rules: AppliedRule[]) => {
    const all: string[] = [];
    for (let n = 0; n < times; n += 1) all.push((await admit(rules)).outcome);
    return all;
  };
  const totals = () => Object.fromEntries([...memory.ledgers].map(([name, { total }]) => [name, total]));
  return { admit, outcomes, totals, down: state, writes: () => memory.state.writes };
};

describe("the limits that count calls", () => {
  it("admit a call that has none, and write nothing", async () => {
    const { admit, writes } = world();
    const admission = await admit([]);
    expect(admission).toMatchObject({ outcome: "admitted", limits: [] });
    if (admission.outcome === "admitted") admission.putBack();
    expect(writes()).toBe(0);
  });

  it.each<[what: string, rules: AppliedRule[], refusal: object]>([
    [
      "a quota",
      [applied("q", quota(1)), applied("r", rate(9))],
      { code: "quota-exceeded", violated: ["q"], retryAfterSeconds: HALF_A_DAY },
    ],
    [
      "a rate",
      [applied("q", quota(9)), applied("r", rate(1))],
      { code: "rate-limited", violated: ["r"], retryAfterSeconds: 61 },
    ],
    [
      "both: the first names the code, the longest the time",
      [applied("r", rate(1)), applied("q", quota(1))],
      { code: "rate-limited", violated: ["r", "q"], retryAfterSeconds: HALF_A_DAY },
    ],
  ])("are refused by %s", async (_what, rules, refusal) => {
    const { admit, outcomes } = world();
    for (const rule of rules) await outcomes(2, rule);
    expect(await admit(rules)).toMatchObject({ outcome: "refused", ...refusal });
  });

  it("keep nothing of a call that one of them refuses", async () => {
    const { admit, outcomes } = world();
    const wide = applied("wide", quota(5));
    await outcomes(9, wide, applied("tight", quota(2)));
    expect(await outcomes(4, wide)).toEqual(["admitted", "admitted", "admitted", "refused"]);
    const refused = await admit([wide]);
    expect(refused.limits.map(({ remaining }) => remaining)).toEqual([0]);
  });

  it("take as much as a call counts for, all or none", async () => {
    const { outcomes } = world();
    const batch = (calls: number) => applied("q", quota(5), { calls });
    expect(await outcomes(2, batch(3))).toEqual(["admitted", "refused"]);
    expect(await outcomes(2, batch(2))).toEqual(["admitted", "refused"]);
  });

  it("go on from what was counted under another count", async () => {
    const { outcomes } = world();
    expect(await outcomes(3, applied("q", quota(2)))).toEqual(["admitted", "admitted", "refused"]);
    expect(await outcomes(2, applied("q", quota(3)))).toEqual(["admitted", "refused"]);
  });

  it("give back what was admitted, where another limit has refused it since", async () => {
    const { admit, outcomes } = world();
    const one = applied("q", quota(1));
    const admission = await admit([one]);
    if (admission.outcome === "admitted") admission.putBack();
    expect(await outcomes(2, one)).toEqual(["admitted", "refused"]);
  });

  it("serve what is held while the counters are down, and say so of everything else", async () => {
    const { admit, outcomes, down, writes } = world();
    const one = applied("q", quota(9));
    const admission = await admit([one]);
    if (admission.outcome === "admitted") admission.putBack();
    down.isDown = true;
    const before = writes();
    expect(await outcomes(1, one)).toEqual(["admitted"]);
    await expect(admit([one])).rejects.toBeInstanceOf(Unavailable);
    expect(writes()).toBe(before);
  });
});

describe("a call that was admitted", () => {
  it.each([
    [{ kind: "free" }, {}],
    [{ kind: "told", tokens: 7, nanos: 1 }, { t: 7 }],
    [{ kind: "untold", tokens: 4 }, { t: 4 }],
  ] as const)("charges limits of tokens alone with %j", async (outcome, charged) => {
    const { admit, totals } = world();
    const admission = await admit([applied("c", quota(9)), applied("t", quota(9, "tokens"))]);
    if (admission.outcome === "admitted") await admission.settle(outcome);
    const named = Object.fromEntries(
      Object.entries(charged).map(([name, used]) => [`${name}#2026-03-01`, used]),
    );
    expect(totals()).toEqual({ "c#2026-03-01": 1, ...named });
  });
});
