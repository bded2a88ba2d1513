import type { UsageItem } from "../api/resources.ts";
import { whole } from "../formats/whole.ts";
import { RefusalReason } from "../refusals/refusal-reason.tsx";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Section } from "../ui/section.tsx";
import type { Series } from "./chart-series.ts";
import { TimeChart, type TimeChartProps } from "./time-chart.tsx";
import classes from "./usage.module.css";
import { reasonsOf } from "./usage-series.ts";
import { UsageTable } from "./usage-table.tsx";

const heading = (name: "calls" | "latency" | "tokens") => ({
  title: texts.usage[name],
  lead: texts.usage[`${name}Lead`],
});

type SeriesName = "good" | "refused" | "errors" | "p50" | "p99" | "tokensIn" | "tokensOut";

/** Usage over time as charts, with the same as a table and as a file. */
export const UsageCharts = ({ items }: { items: readonly UsageItem[] }) => {
  const times = items.map(({ at }) => at);
  const series = (name: SeriesName, tone: Series["tone"], of: (item: UsageItem) => number): Series => ({
    name: texts.usage[name],
    tone,
    values: items.map(of),
  });
  const hasTokens = items.some(({ tokensIn = 0, tokensOut = 0 }) => tokensIn + tokensOut > 0);
  const reasons = reasonsOf(items);
  return (
    <>
      <div className={classes["charts"]}>
        <ChartSection
          {...heading("calls")}
          kind="bars"
          times={times}
          series={[
            series("good", "answered", ({ calls, refused, errors }) => Math.max(0, calls - refused - errors)),
            series("refused", "refused", ({ refused }) => refused),
            series("errors", "errors", ({ errors }) => errors),
          ]}
        />
        <ChartSection
          {...heading("latency")}
          kind="lines"
          unit={texts.usage.ms}
          times={times}
          series={[
            series("p50", "half", ({ p50Ms }) => p50Ms),
            series("p99", "slowest", ({ p99Ms }) => p99Ms),
          ]}
        />
        {hasTokens ? (
          <ChartSection
            {...heading("tokens")}
            kind="bars"
            times={times}
            series={[
              series("tokensIn", "tokens-in", ({ tokensIn = 0 }) => tokensIn),
              series("tokensOut", "tokens-out", ({ tokensOut = 0 }) => tokensOut),
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
