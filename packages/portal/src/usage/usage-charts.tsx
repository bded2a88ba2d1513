import { Button, Title } from "@mantine/core";
import type { UsageItem } from "../api/resources.ts";
import { csvOf } from "../formats/csv.ts";
import { readable } from "../formats/time.ts";
import { whole } from "../formats/whole.ts";
import { RefusalReason } from "../refusals/refusal-reason.tsx";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Section } from "../ui/section.tsx";
import classes from "./time-chart.module.css";
import { TimeChart } from "./time-chart.tsx";
import { reasonsOf } from "./usage-series.ts";

/** Usage over time as charts, with the same as a table and as a file. */
export const UsageCharts = ({ items }: { items: readonly UsageItem[] }) => {
  const times = items.map(({ at }) => at);
  const values = (of: (item: UsageItem) => number) => items.map(of);
  const hasTokens = items.some(({ tokensIn = 0, tokensOut = 0 }) => tokensIn + tokensOut > 0);
  const reasons = reasonsOf(items);
  return (
    <>
      <Section title={texts.usage.calls} lead={texts.usage.callsLead}>
        <TimeChart
          title={texts.usage.calls}
          kind="bars"
          times={times}
          series={[
            {
              name: texts.usage.good,
              tone: "first",
              values: values(({ calls, refused, errors }) => Math.max(0, calls - refused - errors)),
            },
            { name: texts.usage.refused, tone: "second", values: values(({ refused }) => refused) },
            { name: texts.usage.errors, tone: "third", values: values(({ errors }) => errors) },
          ]}
        />
      </Section>
      <Section title={texts.usage.latency} lead={texts.usage.latencyLead}>
        <TimeChart
          title={texts.usage.latency}
          kind="lines"
          unit={texts.usage.ms}
          times={times}
          series={[
            { name: texts.usage.p50, tone: "first", values: values(({ p50Ms }) => p50Ms) },
            { name: texts.usage.p99, tone: "second", values: values(({ p99Ms }) => p99Ms) },
          ]}
        />
      </Section>
      {hasTokens ? (
        <Section title={texts.usage.tokens} lead={texts.usage.tokensLead}>
          <TimeChart
            title={texts.usage.tokens}
            kind="bars"
            times={times}
            series={[
              { name: texts.usage.tokensIn, tone: "first", values: values(({ tokensIn = 0 }) => tokensIn) },
              {
                name: texts.usage.tokensOut,
                tone: "second",
                values: values(({ tokensOut = 0 }) => tokensOut),
              },
            ]}
          />
        </Section>
      ) : null}
      {reasons.length > 0 ? (
        <Section title={texts.usage.reasons}>
          <DataTable
            items={reasons}
            keyOf={([reason]) => reason}
            columns={[
              { label: texts.usage.reason, cell: ([reason]) => <RefusalReason reason={reason} /> },
              { label: texts.usage.calls, cell: ([, count]) => whole(count) },
            ]}
          />
        </Section>
      ) : null}
      <UsageTable items={items} />
    </>
  );
};

const HEAD = [
  texts.usage.time,
  texts.usage.calls,
  texts.usage.refused,
  texts.usage.errors,
  texts.usage.p50,
  texts.usage.p99,
  texts.usage.bytesIn,
  texts.usage.bytesOut,
  texts.usage.tokensIn,
  texts.usage.tokensOut,
];

const cells = (item: UsageItem): (number | undefined)[] => [
  item.calls,
  item.refused,
  item.errors,
  item.p50Ms,
  item.p99Ms,
  item.bytesIn,
  item.bytesOut,
  item.tokensIn,
  item.tokensOut,
];

const UsageTable = ({ items }: { items: readonly UsageItem[] }) => (
  <details className={classes["table"]}>
    <summary>
      <Title order={2} size="h5" display="inline">
        {texts.usage.table}
      </Title>
    </summary>
    <Button
      size="xs"
      variant="default"
      my="sm"
      onClick={() =>
        saveFile("usage.csv", csvOf([HEAD, ...items.map((item) => [item.at, ...cells(item)])]), "text/csv")
      }
    >
      {texts.usage.csv}
    </Button>
    <DataTable
      items={items}
      keyOf={({ at }) => at}
      columns={HEAD.map((label, index) => ({
        label,
        cell: (item: UsageItem) => (index === 0 ? readable(item.at) : whole(cells(item)[index - 1] ?? 0)),
      }))}
    />
  </details>
);
