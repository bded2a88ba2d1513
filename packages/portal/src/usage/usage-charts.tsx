import { Button, Table, Title } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { csvOf } from "../ui/csv.ts";
import { saveFile } from "../ui/save-file.ts";
import { Section } from "../ui/section.tsx";
import { readable } from "../ui/time.ts";
import classes from "./time-chart.module.css";
import { TimeChart } from "./time-chart.tsx";
import { reasonsOf, type UsageItem } from "./usage-series.ts";

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
          <Table>
            <Table.Tbody>
              {reasons.map(([reason, count]) => (
                <Table.Tr key={reason}>
                  <Table.Th scope="row">{reason}</Table.Th>
                  <Table.Td>{count}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
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
    <Table.ScrollContainer minWidth={820}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {HEAD.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.at}>
              <Table.Th scope="row">{readable(item.at)}</Table.Th>
              {cells(item).map((value, index) => (
                <Table.Td key={HEAD[index + 1]}>{value ?? 0}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  </details>
);
