import fc from "fast-check";
import { expect, it } from "vitest";
import { NANOS } from "../metering/price.ts";
import type { Admitted } from "./admission.ts";
import { createCallLimits } from "./call-limits.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { teamZones } from "./team-zones.ts";

const START = Date.parse("2026-03-04T12:00:00.000Z");
const HOUR = 3_600_000;
const INSTANCES = 3;
const MOST = NANOS;

/** What happens to a budget of a dollar a day that several instances share. Shares are of the dollar, of the hold or of a call. */
type Step =
  | { do: "call"; instance: number; share: number; fails?: "before" | "after" }
  | { do: "settle"; call: number; share: number; fails?: "before" | "after" }
  | { do: "leave"; call: number }
  | { do: "crash"; call: number }
  | { do: "wait"; hours: number };

const fails = fc.option(fc.constantFrom("before" as const, "after" as const), { nil: undefined, freq: 4 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("call" as const),
        instance: fc.nat(INSTANCES - 1),
        share,
        fails,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("settle" as const), call: fc.nat(20), share, fails }),
    },
    fc.record({ do: fc.constant("leave" as const), call: fc.nat(20) }),
    fc.record({ do: fc.constant("crash" as const), call: fc.nat(20) }),
    fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 30 }) }),
  ),
  { maxLength: 60 },
) as fc.Arbitrary<Step[]>;

interface Running {
  admitted: Admitted;
  held: number;
  period: number;
}

const run = async (all: readonly Step[]): Promise<void> => {
  const { store, ledgers, state } = memoryLimits();
  const clock = { now: START };
  const ports = {
    ...{ store, now: () => clock.now, random: Math.random, report: () => undefined },
    zones: teamZones(async () => "UTC"),
  };
  const instances = Array.from({ length: INSTANCES }, () => createCallLimits(ports));
  const running: Running[] = [];
  /** By period: what is used for certain, and what may be counted beside it since its settling was not heard of. */
  const used = new Map<number, number>();
  const add = (period: number, amount: number) => used.set(period, (used.get(period) ?? 0) + amount);
  const periodNow = () => Math.floor(clock.now / (24 * HOUR));

  const call = async (step: Extract<Step, { do: "call" }>): Promise<void> => {
    const nanos = Math.ceil(step.share * MOST);
    state.fails = step.fails;
    const admission = await instances[step.instance]
      ?.admit({
        consumer: { id: "con", team: "t" },
        subscription: { id: "sub" },
        service: { slug: "s", team: "t" },
        plugins: { budget: { usd: 1, period: "day" } },
        plan: {},
        estimate: { tokens: 1, nanos },
      })
      .catch(() => undefined);
    state.fails = undefined;
    if (admission?.outcome === "admitted")
      running.push({ admitted: admission, held: nanos, period: periodNow() });
  };

  const settle = async (step: Extract<Step, { do: "settle" }>): Promise<void> => {
    const [one] = running.splice(step.call, 1);
    if (!one) return;
    const nanos = Math.floor(step.share * one.held);
    state.fails = step.fails;
    const isLost = await one.admitted.settle({ kind: "told", tokens: 1, nanos }).then(
      () => false,
      () => true,
    );
    state.fails = undefined;
    // A settling that never arrived leaves what was held.
    add(one.period, isLost ? one.held : nanos);
  };

  for (const step of all) {
    if (step.do === "call") await call(step);
    else if (step.do === "settle") await settle(step);
    else if (step.do === "wait") clock.now += step.hours * HOUR;
    else {
      const [one] = running.splice(step.call, 1);
      if (one && step.do === "leave") await one.admitted.settle({ kind: "untold", tokens: 1 });
      if (one) add(one.period, one.held);
    }
    for (const { total } of ledgers.values()) expect(total).toBeLessThanOrEqual(MOST);
  }
  for (const one of running) add(one.period, one.held);
  const counted = [...ledgers.values()].reduce((sum, { total }) => sum + total, 0);
  expect(counted).toBe([...used.values()].reduce((sum, each) => sum + each, 0));
};

it("A budget is never exceeded, and counts what is told and what is held, whatever is lost, left or killed", async () => {
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 150 });
});
