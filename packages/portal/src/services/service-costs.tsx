import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";
import { callerNamesQuery } from "../usage/caller-names.ts";
import { CostTable } from "../usage/cost-table.tsx";
import { COST_GROUPS, costsBy } from "../usage/cost-totals.ts";
import { GroupChoice } from "../usage/group-choice.tsx";
import { keyFigures } from "../usage/key-figures.ts";
import { KeyFiguresRow } from "../usage/key-figures-row.tsx";
import { RangeFields } from "../usage/range-fields.tsx";
import { TimeChart } from "../usage/time-chart.tsx";
import { beforeQuery, usageQuery } from "../usage/usage-queries.ts";
import { everyStep } from "../usage/usage-series.ts";
import { useRange } from "../usage/use-range.ts";
import { unpricedModels } from "./unpriced-models.ts";
import { UnpricedNote } from "./unpriced-note.tsx";

/** What the models of a service cost: over time, and by model, operation or consumer. */
const ServiceCosts = ({ service }: { service: Service }) => {
  const scope = { service: service.slug };
  const chosen = useRange();
  const [groupBy, setGroupBy] = useAddressChoice("by", COST_GROUPS, "model");
  const kept = { placeholderData: keepPreviousData };
  const query = useQuery({ ...usageQuery(scope, chosen.choice), ...kept });
  const before = useQuery(beforeQuery(scope, chosen.choice)).data;
  const grouped = useQuery({ ...usageQuery(scope, chosen.choice, groupBy), ...kept }).data;
  const callers = useQuery(callerNamesQuery([service.slug])).data;
  const totals = costsBy(grouped?.items ?? [], groupBy);
  return (
    <>
      <UnpricedNote service={service} />
      <RangeFields {...chosen}>
        <GroupChoice groups={COST_GROUPS} value={groupBy} onChange={setGroupBy} />
      </RangeFields>
      <QueryView query={query}>
        {({ items, from, to, step }) => {
          if (items.length === 0) return <EmptyState title={texts.usage.none} lead={texts.usage.noneLead} />;
          const steps = everyStep(items, from, to, step);
          return (
            <>
              <KeyFiguresRow
                figures={keyFigures(items, before?.items ?? [], ["calls", "tokens", "costUsd"])}
              />
              <Section title={texts.usage.cost} lead={texts.usage.costs.lead}>
                <TimeChart
                  key={step}
                  title={texts.usage.cost}
                  kind="bars"
                  amounts="usd"
                  times={steps.map(({ at }) => at)}
                  series={[
                    { name: texts.usage.cost, tone: "cost", values: steps.map(({ costUsd }) => costUsd) },
                  ]}
                />
              </Section>
              {totals.length === 0 ? null : (
                <CostTable
                  totals={totals}
                  groupBy={groupBy}
                  nameOf={(id) => callers?.get(id) ?? id}
                  unpriced={new Set(unpricedModels(service.models ?? [], totals))}
                />
              )}
            </>
          );
        }}
      </QueryView>
    </>
  );
};

export default ServiceCosts;
