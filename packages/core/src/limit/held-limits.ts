import type { QuotaRule, RateRule } from "../plugin/limit-rule.ts";
import type { Admitted, AppliedLimit, RefusedByLimit } from "./admission.ts";
import { announcements } from "./announced.ts";
import { appliedLimit, secondsUntil } from "./applied-limit.ts";
import type { AppliedRule, CallEstimate } from "./applied-limits.ts";
import type { LimitPorts } from "./counted-limits.ts";
import type { Hold, Holder } from "./holder.ts";
import { PeriodHolder } from "./period-holder.ts";
import type { PeriodAt } from "./quota-period.ts";
import { WindowHolder } from "./window-holder.ts";

const MAX_HOLDERS = 10_000;
/** What is held is settled within a call's time. */
const SOON_SECONDS = 1;

interface Holding {
  applied: AppliedRule;
  holder: Holder;
  hold: Hold;
}

/** The limits of which a call holds what it may use, one after another in the order of being asked. */
export const heldLimits = (ports: LimitPorts, periodAt: PeriodAt) => {
  const holders = new Map<string, Holder>();

  const holderOf = (applied: AppliedRule): Holder => {
    const key = `${applied.counter}#${applied.rule.count}`;
    const known = holders.get(key);
    if (known) return known;
    const oldest = holders.size >= MAX_HOLDERS ? holders.keys().next().value : undefined;
    if (oldest !== undefined) holders.delete(oldest);
    const made = newHolder(applied);
    holders.set(key, made);
    return made;
  };

  const newHolder = (applied: AppliedRule): Holder => {
    const { rule, counter, zoneOf } = applied;
    const { store, now, random, zones } = ports;
    if (rule.kind === "rate") return new WindowHolder({ store, now, random }, counter, rule);
    const at = (moment: number) => periodAt(rule.period, zones.lastKnown(zoneOf), moment);
    const told = announcements(ports, applied);
    return new PeriodHolder({ store, now, random, periodAt: at, ...told }, counter, rule);
  };

  const stateOf = (applied: AppliedRule, holder: Holder): AppliedLimit => {
    const now = ports.now();
    return appliedLimit(ports, periodAt, applied, holder.standing(now), now);
  };

  const refusedBy = (applied: AppliedRule, holder: Holder, amount: number): RefusedByLimit => {
    const now = ports.now();
    const { rule, policy } = applied;
    const { used, resetAt } = holder.standing(now);
    const isHeldAlone = used + amount <= rule.count;
    return {
      outcome: "refused",
      code: codeOf(rule),
      ...(amount > rule.count
        ? {}
        : { retryAfterSeconds: isHeldAlone ? SOON_SECONDS : secondsUntil(resetAt, now) }),
      limits: [stateOf(applied, holder)],
      violated: [policy],
    };
  };

  /** @throws Unavailable; then nothing is held, as far as that can be said. */
  return async (
    rules: readonly AppliedRule[],
    estimate: CallEstimate,
  ): Promise<Admitted | RefusedByLimit> => {
    const holding: Holding[] = [];
    try {
      for (const applied of rules) {
        const amount = applied.rule.unit === "usd" ? estimate.nanos : estimate.tokens;
        const holder = holderOf(applied);
        const hold = amount === undefined ? undefined : await holder.hold(amount);
        if (hold) {
          holding.push({ applied, holder, hold });
          continue;
        }
        await settleAll(holding, () => 0);
        return amount === undefined
          ? { outcome: "refused", code: "model-unpriced", limits: [], violated: [applied.policy] }
          : refusedBy(applied, holder, amount);
      }
    } catch (error) {
      await settleAll(holding, () => 0).catch(ports.report);
      throw error;
    }
    return {
      outcome: "admitted",
      limits: holding.map(({ applied, holder }) => stateOf(applied, holder)),
      settle: (outcome) =>
        settleAll(holding, ({ applied, hold }) => {
          if (outcome.kind === "untold") return hold.amount;
          if (outcome.kind === "free") return 0;
          return applied.rule.unit === "usd" ? outcome.nanos : outcome.tokens;
        }),
    };
  };
};

const codeOf = (rule: RateRule | QuotaRule): RefusedByLimit["code"] => {
  if (rule.kind === "rate") return "rate-limited";
  return rule.unit === "usd" ? "budget-exceeded" : "quota-exceeded";
};

/** All are tried, also where one fails. */
const settleAll = async (holding: readonly Holding[], used: (holding: Holding) => number): Promise<void> => {
  const settled = await Promise.allSettled(holding.map((each) => each.hold.settle(used(each))));
  const failed = settled.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
};
