import { Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";
import { GroupTotals } from "./group-totals.tsx";
import { UsageCharts } from "./usage-charts.tsx";
import { RANGES, type Range, type UsageScope, usageQuery } from "./usage-queries.ts";
import { everyStep, type UsageGroup } from "./usage-series.ts";

const RANGE_NAMES: readonly Range[] = ["day", "week", "month"];

interface UsageViewProps {
  scope: UsageScope;
  /** What a table below the charts splits the calls by. */
  groupBy: UsageGroup;
  /** The name for an id, where the page knows it. */
  nameOf?: (id: string) => string;
}

/** Usage of a consumer or a service, as the scope says: over time, and by a group. */
const UsageView = ({ scope, groupBy, nameOf = (id) => id }: UsageViewProps) => {
  const [range, setRange] = useAddressChoice("time", RANGE_NAMES, "day");
  const query = useQuery(usageQuery(scope, range));
  const grouped = useQuery(usageQuery(scope, range, groupBy));
  return (
    <>
      <Group mb="md">
        <NativeSelect
          label={texts.usage.range}
          data={RANGE_NAMES.map((value) => ({ value, label: texts.usage.ranges[value] }))}
          value={range}
          onChange={(event) =>
            setRange(RANGE_NAMES.find((name) => name === event.currentTarget.value) ?? "day")
          }
        />
      </Group>
      <QueryView query={query}>
        {({ items, from, to, step }) =>
          items.length === 0 ? (
            <EmptyState title={texts.usage.none} lead={texts.usage.noneLead} />
          ) : (
            <UsageCharts key={RANGES[range].step} items={everyStep(items, from, to, step)} />
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
