import { createCallLimits } from "@latchkey/core/limit/call-limits";
import { limitHeaders } from "@latchkey/core/limit/limit-headers";
import { type Ledger, type LimitStore, NOTHING_COUNTED } from "@latchkey/core/limit/limit-store";
import { teamZones } from "@latchkey/core/limit/team-zones";
import type { BenchCase } from "./bench-case.ts";

const group = "A warm decision on limits";

/** Counters that answer at once: what is measured is everything else. */
const memoryStore = (): LimitStore => {
  const ledgers = new Map<string, Ledger>();
  return {
    read: async (counter) => ledgers.get(counter),
    take: async (counter, { amount, bucket }) => {
      const old = ledgers.get(counter) ?? NOTHING_COUNTED;
      const before = new Map(bucket === undefined ? [] : [[bucket, old.total]]);
      const ledger = { ...old, before, total: old.total + amount };
      ledgers.set(counter, ledger);
      return { taken: true, ledger };
    },
    announce: async () => undefined,
  };
};

export const limitCases = (): readonly BenchCase[] => {
  const limits = createCallLimits({
    store: memoryStore(),
    zones: teamZones(async () => "Europe/Berlin"),
    now: Date.now,
    random: Math.random,
    report: (error) => {
      throw error;
    },
  });
  const call = {
    consumer: { id: "con_1", team: "callers" },
    subscription: { id: "sub_1" },
    service: { slug: "echo", team: "providers" },
    plugins: { "rate-limit": { count: 100_000_000, periodSeconds: 60 } },
    plan: { quota: { count: 999_999_999, period: "month" } },
  };
  const counts = new Map<string, number>();
  return [
    {
      group,
      name: "a number in a Map",
      role: "floor",
      run: () => counts.set("con_1", (counts.get("con_1") ?? 0) + 1),
    },
    {
      group,
      name: "latchkey: a rate limit and a quota, with their headers",
      role: "ours",
      atMostMicroseconds: 10,
      run: async () => {
        const admission = await limits.admit(call);
        if (admission.outcome !== "admitted") throw new Error("refused");
        limitHeaders(admission.limits, Date.now());
      },
    },
  ];
};
