import { Button, Title } from "@mantine/core";
import type { UsageItem } from "../api/resources.ts";
import { csvOf } from "../formats/csv.ts";
import { readable } from "../formats/time.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { saveFile } from "../ui/save-file.ts";
import classes from "./usage.module.css";

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

/** What the charts show, as a table and as a file. */
export const UsageTable = ({ items }: { items: readonly UsageItem[] }) => (
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
        numeric: index > 0,
        cell: (item: UsageItem) => (index === 0 ? readable(item.at) : whole(cells(item)[index - 1] ?? 0)),
      }))}
    />
  </details>
);
