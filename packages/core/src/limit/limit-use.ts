import type { LimitRule, RateRule } from "../plugin/limit-rule.ts";
import { asCounted } from "./as-counted.ts";
import { heldIn } from "./holder.ts";
import { type Ledger, NOTHING_COUNTED } from "./limit-store.ts";
import { quotaCounterName } from "./quota-counter.ts";
import { quotaPeriod } from "./quota-period.ts";
import { bucketAt, rateWindow } from "./rate-window.ts";
import { shardsOf } from "./sharded-counter.ts";
import { windowStanding } from "./window-standing.ts";

/** What the counters of all instances say of a limit. What an instance has leased and not spent counts as used. */
export interface LimitUse {
  used: number;
  /** What calls under way may use. It is not in `used`. */
  held: number;
  remaining: number;
  /** Milliseconds since the epoch: when all of it is left again; absent while nothing is used of a rate. */
  resetAt?: number;
}

/** @param read answers a counter, as it is now */
export const limitUse = async (
  { counter, rule }: { counter: string; rule: LimitRule },
  timeZone: string,
  now: number,
  read: (counter: string) => Promise<Ledger | undefined>,
): Promise<LimitUse> => {
  if (rule.kind === "rate") {
    const shards = await Promise.all(
      (rule.hold ? [{ name: counter, rule }] : shardsOf(counter, rule)).map(async ({ name, rule: share }) => {
        const counted: RateRule = rule.hold ? { ...share, mode: "strict" } : asCounted(share);
        const window = rateWindow(counted);
        const ledger = (await read(name)) ?? NOTHING_COUNTED;
        return {
          ...windowStanding(window, ledger, counted.count, bucketAt(window, now)),
          held: heldIn(ledger),
        };
      }),
    );
    const held = shards.reduce((sum, shard) => sum + shard.held, 0);
    const counted = shards.reduce((sum, { free }) => sum - free, rule.count);
    const remaining = shards.reduce((sum, { free }) => sum + Math.max(0, free), 0);
    return {
      // A call that is under way for longer than the window holds what the window has forgotten.
      used: Math.max(0, counted - held),
      held,
      remaining,
      ...(counted > 0 ? { resetAt: Math.max(...shards.map(({ restoredAt }) => restoredAt)) } : {}),
    };
  }
  const period = quotaPeriod(rule.period, timeZone, now);
  const ledger = (await read(quotaCounterName(counter, period))) ?? NOTHING_COUNTED;
  const held = heldIn(ledger);
  const remaining = Math.max(0, rule.count - ledger.total);
  return { used: ledger.total - held, held, remaining, resetAt: period.to };
};
