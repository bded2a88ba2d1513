import { Unavailable } from "../outage.ts";
import { type Admitted, type AppliedLimit, type RefusedByLimit, UNLIMITED } from "./admission.ts";
import { announcements } from "./announced.ts";
import { appliedLimit, secondsUntil } from "./applied-limit.ts";
import type { AppliedRule } from "./applied-limits.ts";
import type { Counter } from "./counter.ts";
import type { LimitStore } from "./limit-store.ts";
import { QuotaCounter } from "./quota-counter.ts";
import type { PeriodAt } from "./quota-period.ts";
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

const MAX_COUNTERS = 10_000;
/** How often others may take what was asked for. */
const MAX_ROUNDS = 20;

const amountOf = ({ calls = 1 }: AppliedRule): number => calls;

interface Applying {
  applied: AppliedRule;
  counter: Counter;
}

/** An admission that can be taken back: another limit has refused the call. */
export type TakenBack = Admitted & { putBack(): void };

/**
 * The limits that count calls, and tokens once they are used. A lease of this instance is taken from memory.
 * @param isDown whether the store has not answered a moment ago
 */
export const countedLimits = (ports: LimitPorts, periodAt: PeriodAt, isDown: (now: number) => boolean) => {
  const counters = new Map<string, Counter>();

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

  const newCounter = (applied: AppliedRule): Counter => {
    const { rule, counter, zoneOf } = applied;
    if (rule.kind === "rate") return rateCounter(ports, counter, rule);
    const { store, now } = ports;
    const { counted } = announcements(ports, applied);
    const at = (moment: number) => periodAt(rule.period, ports.zones.lastKnown(zoneOf), moment);
    return new QuotaCounter({ store, now, counted, periodAt: at }, counter, rule);
  };

  const admit = async (rules: readonly AppliedRule[]): Promise<TakenBack | RefusedByLimit> => {
    if (rules.length === 0) return { ...UNLIMITED, putBack: () => undefined };
    const applying = rules.map((applied) => ({ applied, counter: counterOf(applied) }));
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = ports.now();
      let isHeld = true;
      const answers = applying.map(({ counter, applied }) => {
        const answer = counter.tryTake(now, amountOf(applied));
        isHeld &&= answer === "held";
        return answer;
      });
      if (isHeld) return admitted(applying, now);
      applying.forEach(({ counter, applied }, index) => {
        if (answers[index] === "held") counter.putBack(amountOf(applied));
      });
      const refusing = applying.filter((_, index) => answers[index] === "refused");
      if (refusing.length > 0) return refused(applying, refusing, now);
      if (isDown(now)) throw new Unavailable("The counters did not answer a moment ago.");
      await Promise.all(
        applying
          .filter((_, index) => answers[index] === "ask")
          .map(({ counter, applied }) => counter.ask(amountOf(applied))),
      );
    }
    throw new Unavailable("Others took what was asked for, again and again.");
  };

  const standings = (applying: readonly Applying[], now: number): AppliedLimit[] =>
    applying.map(({ applied, counter }) =>
      appliedLimit(ports, periodAt, applied, counter.standing(now), now),
    );

  const admitted = (applying: readonly Applying[], now: number): TakenBack => {
    return {
      outcome: "admitted",
      limits: standings(applying, now),
      settle: async (outcome) => {
        if (outcome.kind === "free") return;
        const charged = applying.filter(({ applied }) => applied.rule.unit === "tokens");
        await Promise.all(charged.map(({ counter }) => counter.charge(outcome.tokens)));
      },
      putBack: () => {
        for (const { counter, applied } of applying) counter.putBack(amountOf(applied));
      },
    };
  };

  /** The first that is asked answers; the one that keeps the caller waiting longest says for how long. */
  const refused = (
    applying: readonly Applying[],
    refusing: readonly Applying[],
    now: number,
  ): RefusedByLimit => {
    const opens = Math.max(...refusing.map(({ counter }) => counter.standing(now).resetAt));
    return {
      outcome: "refused",
      code: refusing[0]?.applied.rule.kind === "rate" ? "rate-limited" : "quota-exceeded",
      retryAfterSeconds: secondsUntil(opens, now),
      limits: standings(applying, now),
      violated: [...new Set(refusing.map(({ applied: { policy } }) => policy))],
    };
  };

  return admit;
};
