import { Unavailable } from "../outage.ts";
import type { LimitRule } from "../plugin/limit-rule.ts";
import { type AppliedRule, appliedRules, type CountedCall } from "./applied-limits.ts";
import type { Counter, Standing } from "./counter.ts";
import type { LimitStore } from "./limit-store.ts";
import { QuotaCounter } from "./quota-counter.ts";
import { QUOTA_THRESHOLDS, quotaEvent } from "./quota-event.ts";
import { type QuotaPeriod, quotaPeriods } from "./quota-period.ts";
import { rateCounter } from "./sharded-counter.ts";
import type { TeamZones } from "./team-zones.ts";

export interface LimitPorts {
  store: LimitStore;
  zones: TeamZones;
  /** Milliseconds since the epoch. */
  now: () => number;
  random: () => number;
  /** Told what went wrong beside a call that it does not stop. */
  report(error: unknown): void;
}

/** The state of a limit when a call was decided. */
export interface AppliedLimit extends Standing {
  policy: string;
  rule: LimitRule;
  windowSeconds: number;
  partition?: string;
}

export type Admission =
  | {
      outcome: "admitted";
      limits: AppliedLimit[];
      /** Counts the tokens of the answer; nothing to do where no limit counts them. */
      charge(tokens: number): Promise<void>;
    }
  | {
      outcome: "refused";
      code: "rate-limited" | "quota-exceeded";
      retryAfterSeconds: number;
      limits: AppliedLimit[];
      /** The policies that refuse; the one that keeps the caller waiting longest first. */
      violated: string[];
    };

export interface CallLimits {
  /**
   * Counts a call under all limits that apply to it, or under none when one of them refuses it. Without a limit, and
   * while this instance holds a lease of each, nothing is asked.
   * @throws Unavailable when the counters cannot be reached.
   */
  admit(call: CountedCall): Promise<Admission>;
}

const MAX_COUNTERS = 10_000;
/** How often others may take what was asked for. */
const MAX_ROUNDS = 20;
/** After an outage it is not asked again for this long: calls must not queue up behind a store that is down. */
const DOWN_MS = 1000;

interface Applying {
  applied: AppliedRule;
  counter: Counter;
}

export const createCallLimits = (ports: LimitPorts): CallLimits => {
  const counters = new Map<string, Counter>();
  const periodAt = quotaPeriods();
  let downUntil = 0;

  const counterOf = (applied: AppliedRule): Counter => {
    const key = `${applied.counter}#${applied.rule.count}`;
    const known = counters.get(key);
    if (known) return known;
    const oldest = counters.size >= MAX_COUNTERS ? counters.keys().next().value : undefined;
    if (oldest !== undefined) counters.delete(oldest);
    const made = newCounter(applied);
    counters.set(key, made);
    return made;
  };

  const newCounter = ({ rule, counter, zoneOf, owner }: AppliedRule): Counter => {
    if (rule.kind === "rate") return rateCounter(ports, counter, rule);
    const announced = new Set<string>();
    const counted = async (period: QuotaPeriod, total: number): Promise<void> => {
      for (const threshold of QUOTA_THRESHOLDS) {
        const mark = `${counter}#${rule.count}#${period.name}#${threshold}`;
        if (total * 100 < rule.count * threshold || announced.has(mark)) continue;
        announced.add(mark);
        const event = quotaEvent(threshold, owner, rule, period);
        await ports.store.announce(mark, event, ports.now(), period.to).catch((error: unknown) => {
          announced.delete(mark);
          ports.report(error);
        });
      }
    };
    const { store, now } = ports;
    const at = (moment: number) => periodAt(rule.period, ports.zones.lastKnown(zoneOf), moment);
    return new QuotaCounter({ store, now, counted, periodAt: at }, counter, rule);
  };

  const loadZones = async (applying: readonly Applying[]): Promise<void> => {
    for (const { applied } of applying)
      if (applied.rule.kind === "quota" && !ports.zones.isKnown(applied.zoneOf, ports.now()))
        await ports.zones.load(applied.zoneOf, ports.now());
  };

  const admit = async (call: CountedCall): Promise<Admission> => {
    const rules = appliedRules(call);
    if (rules.length === 0) return { outcome: "admitted", limits: [], charge: async () => undefined };
    const applying = rules.map((applied) => ({ applied, counter: counterOf(applied) }));
    await loadZones(applying);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = ports.now();
      const answers = applying.map(({ counter }) => counter.tryTake(now));
      if (answers.every((answer) => answer === "held")) return admitted(applying, now);
      applying.forEach(({ counter }, index) => {
        if (answers[index] === "held") counter.putBack();
      });
      const refusing = applying.filter((_, index) => answers[index] === "refused");
      if (refusing.length > 0) return refused(applying, refusing, now);
      if (now < downUntil) throw new Unavailable("The counters did not answer a moment ago.");
      await Promise.all(
        applying.filter((_, index) => answers[index] === "ask").map(({ counter }) => counter.ask()),
      );
    }
    throw new Unavailable("Others took what was asked for, again and again.");
  };

  const standings = (applying: readonly Applying[], now: number): AppliedLimit[] =>
    applying.map(({ applied: { policy, rule, zoneOf, partition }, counter }) => ({
      policy,
      rule,
      ...(partition === undefined ? {} : { partition }),
      windowSeconds: rule.kind === "rate" ? rule.periodSeconds : lengthOf(rule.period, zoneOf, now),
      ...counter.standing(now),
    }));

  const lengthOf = (period: "day" | "month", team: string, now: number): number => {
    const { from, to } = periodAt(period, ports.zones.lastKnown(team), now);
    return (to - from) / 1000;
  };

  const admitted = (applying: readonly Applying[], now: number): Admission => {
    const charged = applying.filter(({ applied }) => applied.rule.unit === "tokens");
    return {
      outcome: "admitted",
      limits: standings(applying, now),
      charge: async (tokens) => {
        await Promise.all(charged.map(({ counter }) => counter.charge(tokens)));
      },
    };
  };

  /** The one that keeps the caller waiting longest says why. */
  const refused = (applying: readonly Applying[], refusing: readonly Applying[], now: number): Admission => {
    const until = refusing.map(({ applied, counter }) => ({ applied, ...counter.standing(now) }));
    const last = until.reduce((one, other) => (other.resetAt > one.resetAt ? other : one));
    return {
      outcome: "refused",
      code: last.applied.rule.kind === "rate" ? "rate-limited" : "quota-exceeded",
      retryAfterSeconds: Math.max(1, Math.ceil((last.resetAt - now) / 1000)),
      limits: standings(applying, now),
      violated: [...new Set([last, ...until].map(({ applied: { policy } }) => policy))],
    };
  };

  return {
    admit: (call) =>
      admit(call).catch((error: unknown) => {
        if (error instanceof Unavailable && ports.now() >= downUntil) downUntil = ports.now() + DOWN_MS;
        throw error;
      }),
  };
};
