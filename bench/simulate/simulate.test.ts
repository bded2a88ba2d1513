import { inFull } from "@latchkey/core/testing/in-full";
import { describe, expect, it } from "vitest";
import { runIngestFleet } from "./ingest-fleet.ts";
import { runLeaseFleet } from "./lease-fleet.ts";
import { runVerdictFleet, type VerdictFleet } from "./verdict-fleet.ts";

const LIFETIME_SECONDS = 5;
const MANY = inFull ? 10_000 : 2000;
/** A question that is under way when a revocation happens. */
const ANSWER_MS = 10;

const fleet = (fields: Partial<VerdictFleet> = {}): VerdictFleet => ({
  instances: 300,
  callsPerSecond: 1000,
  consumers: 1,
  seconds: 16,
  warmUpSeconds: 6,
  ...fields,
});

/** What several tests look at is run once. */
const once = <T>(run: () => Promise<T>): (() => Promise<T>) => {
  let ran: Promise<T> | undefined;
  return () => {
    ran ??= run();
    return ran;
  };
};

describe("a fleet of authorizers", () => {
  const ofQuietCallers = once(() => runVerdictFleet(fleet({ consumers: 2000 })));

  it("asks the table for one caller once for each instance and 5 s at most, however much is called", async () => {
    for (const callsPerSecond of [300, 3000]) {
      const { calls, reads } = await runVerdictFleet(fleet({ callsPerSecond }));
      expect(calls).toBeGreaterThan(0.95 * callsPerSecond);
      expect(reads).toBeLessThanOrEqual((1.02 * 300) / LIFETIME_SECONDS);
    }
  });

  it("asks for many quiet callers once for each call at most", async () => {
    const { calls, reads } = await ofQuietCallers();
    expect(reads).toBeLessThanOrEqual(1.01 * calls);
    expect(reads).toBeGreaterThan(0.9 * calls);
  });

  it("asks for what all callers share once for each instance and half of 5 s at most, for any callers", async () => {
    const { sharedReads, items, calls } = await ofQuietCallers();
    expect(sharedReads).toBeLessThanOrEqual((1.02 * 300) / (LIFETIME_SECONDS / 2));
    expect(items).toBeLessThanOrEqual(3 * calls + 2 * sharedReads);
  });

  it("that is flooded with refused calls asks for what is shared twice a second and instance at most", async () => {
    const { sharedReads, items, calls } = await runVerdictFleet(
      fleet({ instances: 50, callsPerSecond: 2000, consumers: 15, allRefused: true }),
    );
    expect(sharedReads).toBeLessThanOrEqual(2.1 * 50);
    expect(items).toBeGreaterThan(2.9 * calls);
  });

  it("lets no call of a revoked credential through after 5 s", async () => {
    const { feltAfter = 0 } = await runVerdictFleet(fleet({ revokedAfter: 12 }));
    expect(feltAfter).toBeGreaterThan(1000);
    expect(feltAfter).toBeLessThanOrEqual(LIFETIME_SECONDS * 1000 + ANSWER_MS);
  });

  it(`of ${MANY} instances asks as often as the arithmetic says, and forgets in time too`, async () => {
    const { reads, feltAfter = 0 } = await runVerdictFleet(
      fleet({ instances: MANY, callsPerSecond: MANY, seconds: 12, warmUpSeconds: 5, revokedAfter: 6 }),
    );
    // Until the revocation one call in six (a call a second, remembered for five), and every refusal after it.
    expect(reads).toBeLessThanOrEqual(MANY);
    expect(feltAfter).toBeLessThanOrEqual(LIFETIME_SECONDS * 1000 + ANSWER_MS);
  });
});

describe("a fleet of gateways under one limit", () => {
  it("admits no more in any minute, leased or strict, hammered or not", async () => {
    for (const mode of ["leased", "strict"] as const)
      for (const callsPerSecond of [100, 1200]) {
        const { worst } = await runLeaseFleet({
          instances: 200,
          count: 30_000,
          mode,
          callsPerSecond,
          seconds: 70,
        });
        expect(worst, `${mode} at ${callsPerSecond}`).toBeLessThanOrEqual(30_000);
      }
  });

  it(`of ${MANY} instances admits no more, and all of it`, async () => {
    const { worst } = await runLeaseFleet({
      instances: MANY,
      count: 6 * MANY,
      mode: "leased",
      callsPerSecond: 0.8 * MANY,
      seconds: 12,
    });
    expect(worst).toBeLessThanOrEqual(6 * MANY);
    expect(worst).toBeGreaterThanOrEqual(0.9 * 6 * MANY);
  });
});

describe("batches of usage that come at once", () => {
  it("are all counted at 80 a second, over one head for each half minute", async () => {
    const { gaveUp, tries } = await runIngestFleet({ batchesPerSecond: 80, linesPerBatch: 10, seconds: 20 });
    expect(gaveUp).toBe(0);
    expect(tries).toBeLessThan(3);
  });
});
