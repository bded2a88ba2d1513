import type { LimitRule } from "../plugin/limit-rule.ts";
import { type Ledger, NOTHING_COUNTED } from "./limit-store.ts";
import { quotaCounterName } from "./quota-counter.ts";
import { quotaPeriod } from "./quota-period.ts";
import { asCounted } from "./rate-counter.ts";
import { bucketAt, rateWindow } from "./rate-window.ts";
import { shardsOf } from "./sharded-counter.ts";
import { windowStanding } from "./window-standing.ts";

/** What the counters of all instances say of a limit. What an instance has leased and not spent counts as used. */
export interface LimitUse {
  used: number;
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
      shardsOf(counter, rule).map(async ({ name, rule: share }) => {
        const counted = asCounted(share);
        const window = rateWindow(counted);
        const ledger = (await read(name)) ?? NOTHING_COUNTED;
        return windowStanding(window, ledger, counted.count, bucketAt(window, now));
      }),
    );
    const used = shards.reduce((sum, { free }) => sum - free, rule.count);
    const remaining = shards.reduce((sum, { free }) => sum + Math.max(0, free), 0);
    return {
      used,
      remaining,
      ...(used > 0 ? { resetAt: Math.max(...shards.map(({ restoredAt }) => restoredAt)) } : {}),
    };
  }
  const period = quotaPeriod(rule.period, timeZone, now);
  const used = (await read(quotaCounterName(counter, period)))?.total ?? 0;
  return { used, remaining: Math.max(0, rule.count - used), resetAt: period.to };
};
