import type { UsageItem } from "../api/resources.ts";
import { whole } from "../formats/whole.ts";
import { RefusalReason } from "../refusals/refusal-reason.tsx";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Section } from "../ui/section.tsx";
import { TimeChart, type TimeChartProps } from "./time-chart.tsx";
import classes from "./usage.module.css";
import { reasonsOf } from "./usage-series.ts";
import { UsageTable } from "./usage-table.tsx";

/** Usage over time as charts, with the same as a table and as a file. */
export const UsageCharts = ({ items }: { items: readonly UsageItem[] }) => {
  const times = items.map(({ at }) => at);
  const values = (of: (item: UsageItem) => number) => items.map(of);
  const hasTokens = items.some(({ tokensIn = 0, tokensOut = 0 }) => tokensIn + tokensOut > 0);
  const reasons = reasonsOf(items);
  return (
    <>
      <div className={classes["charts"]}>
        <ChartSection
          title={texts.usage.calls}
          lead={texts.usage.callsLead}
          kind="bars"
          times={times}
          series={[
            {
              name: texts.usage.good,
              tone: "answered",
              values: values(({ calls, refused, errors }) => Math.max(0, calls - refused - errors)),
            },
            { name: texts.usage.refused, tone: "refused", values: values(({ refused }) => refused) },
            { name: texts.usage.errors, tone: "errors", values: values(({ errors }) => errors) },
          ]}
        />
        <ChartSection
          title={texts.usage.latency}
          lead={texts.usage.latencyLead}
          kind="lines"
          unit={texts.usage.ms}
          times={times}
          series={[
            { name: texts.usage.p50, tone: "half", values: values(({ p50Ms }) => p50Ms) },
            { name: texts.usage.p99, tone: "slowest", values: values(({ p99Ms }) => p99Ms) },
          ]}
        />
        {hasTokens ? (
          <ChartSection
            title={texts.usage.tokens}
            lead={texts.usage.tokensLead}
            kind="bars"
            times={times}
            series={[
              {
                name: texts.usage.tokensIn,
                tone: "tokens-in",
                values: values(({ tokensIn = 0 }) => tokensIn),
              },
              {
                name: texts.usage.tokensOut,
                tone: "tokens-out",
                values: values(({ tokensOut = 0 }) => tokensOut),
              },
            ]}
          />
        ) : null}
        {reasons.length > 0 ? (
          <Section title={texts.usage.reasons}>
            <DataTable
              items={reasons}
              keyOf={([reason]) => reason}
              columns={[
                { label: texts.usage.reason, cell: ([reason]) => <RefusalReason reason={reason} /> },
                { label: texts.usage.calls, numeric: true, cell: ([, count]) => whole(count) },
              ]}
            />
          </Section>
        ) : null}
      </div>
      <UsageTable items={items} />
    </>
  );
};

const ChartSection = ({ lead, ...chart }: TimeChartProps & { lead: string }) => (
  <Section title={chart.title} lead={lead}>
    <TimeChart {...chart} />
  </Section>
);
