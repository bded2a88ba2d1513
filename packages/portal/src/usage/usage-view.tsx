import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { GroupTotals } from "./group-totals.tsx";
import { keyFigures } from "./key-figures.ts";
import { KeyFiguresRow } from "./key-figures-row.tsx";
import { RangeFields } from "./range-fields.tsx";
import { UsageCharts } from "./usage-charts.tsx";
import { beforeQuery, type UsageScope, usageQuery } from "./usage-queries.ts";
import { everyStep, type UsageGroup } from "./usage-series.ts";
import { useRange } from "./use-range.ts";

interface UsageViewProps {
  scope: UsageScope;
  /** What a table below the charts splits the calls by. */
  groupBy: UsageGroup;
  /** The name for an id, where the page knows it. */
  nameOf?: (id: string) => string;
  /** Choices beside the time. */
  choices?: ReactNode;
}

/** Usage of a consumer or a service, as the scope says: over time, and by a group. */
const UsageView = ({ scope, groupBy, nameOf = (id) => id, choices }: UsageViewProps) => {
  const chosen = useRange();
  const kept = { placeholderData: keepPreviousData };
  const query = useQuery({ ...usageQuery(scope, chosen.choice), ...kept });
  const before = useQuery(beforeQuery(scope, chosen.choice)).data;
  const grouped = useQuery({ ...usageQuery(scope, chosen.choice, groupBy), ...kept });
  return (
    <>
      <RangeFields {...chosen}>{choices}</RangeFields>
      <QueryView query={query}>
        {({ items, from, to, step }) =>
          items.length === 0 ? (
            <EmptyState title={texts.usage.none} lead={texts.usage.noneLead} />
          ) : (
            <>
              <KeyFiguresRow figures={keyFigures(items, before?.items ?? [])} />
              <UsageCharts key={step} items={everyStep(items, from, to, step)} />
            </>
          )
        }
      </QueryView>
      {grouped.data && grouped.data.items.length > 0 ? (
        <Section title={texts.usage.totals[groupBy]}>
          <GroupTotals items={grouped.data.items} groupBy={groupBy} nameOf={nameOf} />
        </Section>
      ) : null}
    </>
  );
};

export default UsageView;
