import { randomBytes } from "node:crypto";
import { limitTable } from "@latchkey/aws/stores/limit-table";
import { replayProtectionTable } from "@latchkey/aws/stores/replay-protection-table";
import type { Counter } from "@latchkey/core/limit/counter";
import { QuotaCounter } from "@latchkey/core/limit/quota-counter";
import { quotaPeriods } from "@latchkey/core/limit/quota-period";
import { RateCounter } from "@latchkey/core/limit/rate-counter";
import type { QuotaRule, RateRule } from "@latchkey/core/plugin/limit-rule";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { requestLine } from "@latchkey/functions/call/authorized-request";
import { eventWith } from "../authorizer.ts";
import { gatewayEvent } from "./gateway-event.ts";
import { measureUsage, type UsageUnits } from "./measure-usage.ts";
import { type MeasuredCredential, measureVerdicts } from "./measure-verdicts.ts";
import { AN_API_KEY, FORGOTTEN_MS, measured, type ReadAndWritten } from "./measured.ts";
import type { Metered } from "./metered-latchkey.ts";

/** Request units of everything on a call's way that asks the table. */
export interface MeasuredUnits {
  /** A verdict when nothing is remembered, by type of credential. */
  verdict: Record<MeasuredCredential, ReadAndWritten>;
  /** The same where another caller of the service came a moment before. */
  quietVerdict: Record<MeasuredCredential, ReadAndWritten>;
  /** The same verdict again while it is remembered. */
  warmVerdict: ReadAndWritten;
  /** The gateway's look at a service: the record alone, and with a document of OpenAPI of 100 KB. */
  service: ReadAndWritten;
  serviceWithOpenapi: ReadAndWritten;
  lastUse: ReadAndWritten;
  /** A signature that may be used once. */
  nonce: ReadAndWritten;
  /** A call, all sub-buckets of the window being in use. */
  strictLimit: ReadAndWritten;
  /** A call, where one instance is asked 20 times a second under 60,000 a minute. */
  leasedLimit: ReadAndWritten;
  /** A call at the same rate under a quota of a month. */
  quota: ReadAndWritten;
  /** A call of a model every two seconds, whose tokens are counted under a quota. */
  tokenQuota: ReadAndWritten;
  usage: UsageUnits;
}

export const measureUnits = async (metered: Metered): Promise<MeasuredUnits> => ({
  ...(await measureVerdicts(metered)),
  ...(await measureGateway(metered)),
  nonce: await measured(metered, async () => {
    await replayProtectionTable(metered.table).claim({ key: "nonce", until: 1_900_000_000 });
  }),
  ...(await measureLimits(metered)),
  usage: await measureUsage(metered),
});

const measureGateway = async (metered: Metered) => {
  const openapi = JSON.stringify({ openapi: "3.1.0", description: "d".repeat(100 * 1024) });
  const documented = fresh.service("providers", {
    slug: "documented",
    upstream: { url: metered.url, timeoutSeconds: 5, sealedHeaders: {} },
    openapi,
  });
  await metered.store.keep({ service: documented });
  const issued = await metered.issue(AN_API_KEY);
  const event = eventWith({ "X-API-Key": issued.secret["apiKey"] ?? "" });
  const context = await metered.authorize(event);
  const first = async (path: string, more: object) => {
    metered.later(FORGOTTEN_MS);
    return measured(metered, async () => {
      await metered.forward(
        gatewayEvent({ ...event, path }, { ...context, request: requestLine({ ...event, path }), ...more }),
      );
    });
  };
  const alone = await first(event.path, {});
  const second = await first("/documented/v1", { serviceId: documented.id });
  return {
    service: { rru: alone.rru, wru: 0 },
    serviceWithOpenapi: { rru: second.rru, wru: 0 },
    lastUse: { rru: 0, wru: alone.wru },
  };
};

const measureLimits = async (metered: Metered) => {
  const clock = { now: Date.parse("2026-03-01T12:00:00.000Z") };
  const limitPorts = {
    store: limitTable(metered.table, randomBytes),
    now: () => clock.now,
    random: () => 0.5,
  };
  const rate = (mode: RateRule["mode"]): RateRule => ({
    kind: "rate",
    count: 60_000,
    periodSeconds: 60,
    unit: "calls",
    mode,
  });
  const perCall = async (
    counter: Pick<Counter, "tryTake" | "ask"> & { charge?: () => Promise<void> },
    apartMs: number,
    warmUp: number,
    calls: number,
  ): Promise<ReadAndWritten> => {
    const call = async () => {
      clock.now += apartMs;
      for (let answer = counter.tryTake(clock.now); answer !== "held"; answer = counter.tryTake(clock.now)) {
        if (answer === "refused") throw new Error("A limit that is wide enough refused.");
        await counter.ask();
      }
      await counter.charge?.();
    };
    for (let index = 0; index < warmUp; index += 1) await call();
    const { rru, wru } = await measured(metered, async () => {
      for (let index = 0; index < calls; index += 1) await call();
    });
    return { rru: rru / calls, wru: wru / calls };
  };
  const periodAt = quotaPeriods();
  const monthly = (unit: QuotaRule["unit"]) =>
    new QuotaCounter(
      {
        store: limitPorts.store,
        now: limitPorts.now,
        counted: async () => undefined,
        periodAt: (now) => periodAt("month", "UTC", now),
      },
      `con_0123456789abcdef#quota#month#${unit}`,
      { kind: "quota", count: 10_000_000, period: "month", unit },
    );
  const tokens = monthly("tokens");
  const model = {
    tryTake: (now: number) => tokens.tryTake(now),
    ask: () => tokens.ask(),
    charge: () => tokens.charge(1000),
  };
  return {
    strictLimit: await perCall(
      uncharged(new RateCounter(limitPorts, "con_0123456789abcdef#rate#60#calls#strict", rate("strict"))),
      500,
      130,
      20,
    ),
    leasedLimit: await perCall(
      uncharged(new RateCounter(limitPorts, "con_0123456789abcdef#rate#60#calls#leased", rate("leased"))),
      50,
      1400,
      1200,
    ),
    quota: await perCall(uncharged(monthly("calls")), 50, 400, 1200),
    tokenQuota: await perCall(model, 2000, 5, 20),
  };
};

const uncharged = (counter: Counter): Pick<Counter, "tryTake" | "ask"> => ({
  tryTake: (now) => counter.tryTake(now),
  ask: () => counter.ask(),
});
