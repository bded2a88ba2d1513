import { describe, expect, it } from "vitest";
import { inFull } from "../testing/in-full.ts";
import { mayLease } from "./lease-size.ts";
import { chance, type Fleet, runFleet } from "./limit-fleet.fixture.ts";
import { shardsFor } from "./sharded-counter.ts";

const random = chance(3);
/** Much more than the limit lets through. */
const hard = () => 5 + 20 * random();
const hammering = () => (inFull ? hard() : 20 + 80 * random());

const fleet = (fields: Partial<Fleet> = {}): Fleet => ({
  rule: {},
  instances: 50,
  seconds: 180,
  pause: hammering,
  ...fields,
});
/** What the limit allows in three periods of a minute. */
const ALLOWED = 3000;

describe("50 instances under a limit of 1,000 a minute, all of them hammering", () => {
  it("never admit more in any minute, and at least 95 % of what is allowed, where each call is counted", async () => {
    const { worst, admitted } = await runFleet(fleet({ rule: { mode: "strict" } }));
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.95 * ALLOWED);
  });

  it("never admit more, at least 90 %, and write once for 20 calls at most, where they lease", async () => {
    const { worst, admitted, writes } = await runFleet(fleet({ pause: hard }));
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.9 * ALLOWED);
    expect(admitted.length / writes).toBeGreaterThanOrEqual(20);
  });

  it("never admit more when they freeze between calls, holding leases, and give them back when they wake", async () => {
    const pause = () => (random() < 0.02 ? 3000 : hammering());
    const { worst, admitted } = await runFleet(fleet({ pause }));
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.9 * ALLOWED);
  });

  it("lose what killed ones held for no longer than a window", async () => {
    const { worst, admitted } = await runFleet(fleet({ killed: 0.002 }));
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.9 * ALLOWED);
  });

  it("never admit more when their clocks differ by less than a sub-bucket and writes are slow", async () => {
    for (const mode of ["strict", "leased"] as const) {
      const skew = (instance: number) => ((instance % 5) - 2) * 60;
      const latency = () => 20 + 200 * random();
      const { worst } = await runFleet(fleet({ rule: { mode }, skew, latency, seconds: 130 }));
      expect(worst, mode).toBeLessThanOrEqual(1000);
    }
  });
});

describe("1,000 instances", () => {
  it("never admit more than a limit of 20,000 a minute, and at least 90 % of it", async () => {
    const pause = () => 3000 * random();
    const { worst, admitted } = await runFleet(
      fleet({ rule: { count: 20_000 }, instances: 1000, seconds: 120, pause }),
    );
    expect(worst).toBeLessThanOrEqual(20_000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.9 * 40_000);
  });

  it("count each call where a lease for all of them would be more than the limit", async () => {
    expect(mayLease({ count: 1000, instances: 1000 })).toBe(false);
    const pause = () => 3000 * random();
    const { worst, admitted } = await runFleet(fleet({ instances: 1000, seconds: 120, pause }));
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.9 * 2000);
  });
});

describe("a limit that is too hot for one item", () => {
  const rule = { kind: "rate", periodSeconds: 10, unit: "calls" } as const;

  it.each([
    ["strict", "calls", 2500, 1],
    ["strict", "calls", 5000, 2],
    ["strict", "calls", 20_000, 8],
    ["leased", "calls", 5000, 1],
    ["leased", "calls", 20_000, 4],
    ["leased", "calls", 100_000, 20],
    ["leased", "calls", 100_000_000, 64],
    ["leased", "tokens", 20_000, 1],
    ["leased", "tokens", 200_000, 2],
    ["strict", "tokens", 200_000, 2],
  ] as const)("is counted in as many as it needs: %s, %s, %i in ten seconds", (mode, unit, count, shards) => {
    expect(shardsFor({ ...rule, mode, unit, count })).toBe(shards);
  });

  it("never admits more than all of it, and at least 90 %, though each instance keeps to one of them", async () => {
    const { worst, admitted } = await runFleet(
      fleet({ rule: { ...rule, mode: "strict", count: 20_000 }, seconds: 21, pause: () => 20 * random() }),
    );
    expect(worst).toBeLessThanOrEqual(20_000);
    expect(admitted.length).toBeGreaterThanOrEqual(0.9 * 40_000);
  });

  it("is all there for one instance alone", async () => {
    const alone = { instances: 1, seconds: 9, pause: () => 0.1, latency: () => 0.1 };
    const { admitted } = await runFleet(
      fleet({ rule: { ...rule, mode: "strict", count: 20_000 }, ...alone }),
    );
    expect(admitted).toHaveLength(20_000);
  });
});

describe("a consumer that stays below its limit", () => {
  it("is never refused, however few calls each of its instances has", async () => {
    // 15 a second over 50 instances: 900 a minute.
    const { refused } = await runFleet(fleet({ pause: () => 6666 * random() }));
    expect(refused).toBe(0);
  });
});

describe("an instance that is alone", () => {
  it.each([5, 20, 100, 1000])("admits exactly the limit: %i", async (count) => {
    const { admitted } = await runFleet(
      fleet({ rule: { count }, instances: 1, seconds: 50, pause: () => 7 }),
    );
    expect(admitted).toHaveLength(count);
  });

  it("admits no second limit at the edge of a period, and again when the period is over", async () => {
    const { admitted, worst } = await runFleet(
      fleet({ rule: { count: 10, periodSeconds: 10 }, instances: 1, seconds: 25, pause: () => 7 }),
    );
    expect(worst).toBe(10);
    expect(admitted).toHaveLength(30);
  });
});
