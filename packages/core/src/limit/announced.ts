import type { AppliedRule } from "./applied-limits.ts";
import type { LimitStore } from "./limit-store.ts";
import { QUOTA_THRESHOLDS, quotaEvent } from "./quota-event.ts";
import type { QuotaPeriod } from "./quota-period.ts";

interface AnnouncingPorts {
  store: Pick<LimitStore, "announce">;
  now: () => number;
  /** Told what went wrong beside a call that it does not stop. */
  report(error: unknown): void;
}

type Threshold = (typeof QUOTA_THRESHOLDS)[number];

/** Tells a consumer's team once for each period and threshold how far a quota or budget is used. */
export const announcements = (ports: AnnouncingPorts, { rule, counter, owner }: AppliedRule) => {
  const announced = new Set<string>();
  const announce = async (threshold: Threshold, period: QuotaPeriod): Promise<void> => {
    if (rule.kind !== "quota") return;
    const mark = `${counter}#${rule.count}#${period.name}#${threshold}`;
    if (announced.has(mark)) return;
    announced.add(mark);
    const event = quotaEvent(threshold, owner, rule, period);
    await ports.store.announce(mark, event, ports.now(), period.to).catch((error: unknown) => {
      announced.delete(mark);
      ports.report(error);
    });
  };
  return {
    /** @param total what is used of the period */
    counted: async (period: QuotaPeriod, total: number): Promise<void> => {
      for (const threshold of QUOTA_THRESHOLDS)
        if (total * 100 >= rule.count * threshold) await announce(threshold, period);
    },
    refused: (period: QuotaPeriod): Promise<void> => announce(100, period),
  };
};
