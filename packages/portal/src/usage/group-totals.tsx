import type { UsageItem } from "../api/resources.ts";
import { usd } from "../formats/usd.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { totalsBy, type UsageGroup } from "./usage-series.ts";

interface GroupTotalsProps {
  items: readonly UsageItem[];
  groupBy: UsageGroup;
  nameOf: (id: string) => string;
}

/** What each group used over all steps. Tokens and costs are shown where there are any. */
export const GroupTotals = ({ items, groupBy, nameOf }: GroupTotalsProps) => {
  const totals = totalsBy(items, groupBy);
  return (
    <DataTable
      items={totals}
      keyOf={({ id }) => id}
      columns={[
        { label: texts.usage.groups[groupBy], cell: ({ id }) => nameOf(id) },
        { label: texts.usage.calls, numeric: true, cell: ({ calls }) => whole(calls) },
        { label: texts.usage.refused, numeric: true, cell: ({ refused }) => whole(refused) },
        { label: texts.usage.errors, numeric: true, cell: ({ errors }) => whole(errors) },
        ...(totals.some(({ tokens }) => tokens > 0)
          ? [
              {
                label: texts.usage.tokens,
                numeric: true,
                cell: ({ tokens }: { tokens: number }) => whole(tokens),
              },
            ]
          : []),
        ...(totals.some(({ costUsd }) => costUsd > 0)
          ? [
              {
                label: texts.usage.cost,
                numeric: true,
                cell: ({ costUsd }: { costUsd: number }) => usd(costUsd),
              },
            ]
          : []),
      ]}
    />
  );
};
