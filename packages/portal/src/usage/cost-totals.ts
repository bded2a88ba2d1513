import type { UsageItem } from "../api/resources.ts";

/** What a provider splits the costs of its models by. */
export const COST_GROUPS = ["model", "operation", "consumer"] as const;
export type CostGroup = (typeof COST_GROUPS)[number];

export interface CostTotal {
  id: string;
  calls: number;
  /** That were not refused. */
  admitted: number;
  tokensIn: number;
  cachedTokensIn: number;
  tokensOut: number;
  costUsd: number;
}

const nothing = (id: string): CostTotal => ({
  id,
  calls: 0,
  admitted: 0,
  tokensIn: 0,
  cachedTokensIn: 0,
  tokensOut: 0,
  costUsd: 0,
});

/** What each group cost over all steps, the dearest first. */
export const costsBy = (items: readonly UsageItem[], group: CostGroup): CostTotal[] => {
  const totals = new Map<string, CostTotal>();
  for (const item of items) {
    const id = item[group] ?? "";
    const sum = totals.get(id) ?? nothing(id);
    totals.set(id, {
      id,
      calls: sum.calls + item.calls,
      admitted: sum.admitted + item.calls - item.refused,
      tokensIn: sum.tokensIn + (item.tokensIn ?? 0),
      cachedTokensIn: sum.cachedTokensIn + (item.cachedTokensIn ?? 0),
      tokensOut: sum.tokensOut + (item.tokensOut ?? 0),
      costUsd: sum.costUsd + item.costUsd,
    });
  }
  return [...totals.values()].toSorted(
    (one, other) => other.costUsd - one.costUsd || other.calls - one.calls || (one.id < other.id ? -1 : 1),
  );
};
