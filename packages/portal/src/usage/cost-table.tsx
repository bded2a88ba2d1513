import { Button } from "@mantine/core";
import { csvOf } from "../formats/csv.ts";
import { usd } from "../formats/usd.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Section } from "../ui/section.tsx";
import type { CostGroup, CostTotal } from "./cost-totals.ts";

interface CostTableProps {
  totals: readonly CostTotal[];
  groupBy: CostGroup;
  nameOf: (id: string) => string;
  /** The names of models without a price, which cost more than what is shown. */
  unpriced: ReadonlySet<string>;
}

const FIGURES = ["calls", "tokensIn", "cachedTokensIn", "tokensOut"] as const;

/** What each group cost in the chosen time, and the same as a file. */
export const CostTable = ({ totals, groupBy, nameOf, unpriced }: CostTableProps) => {
  const named = ({ id }: CostTotal) => (id === "none" ? texts.usage.costs.none : nameOf(id));
  const hasNoPrice = ({ id }: CostTotal) => groupBy === "model" && unpriced.has(id);
  const download = () =>
    saveFile(
      `costs-by-${groupBy}.csv`,
      csvOf([
        [groupBy, "name", ...FIGURES, "costUsd"],
        ...totals.map((total) => [
          total.id,
          named(total),
          ...FIGURES.map((figure) => total[figure]),
          hasNoPrice(total) ? undefined : total.costUsd,
        ]),
      ]),
      "text/csv",
    );
  const figures = FIGURES.map(
    (figure): Column<CostTotal> => ({
      label: texts.usage.costs[figure],
      numeric: true,
      cell: (total) => whole(total[figure]),
    }),
  );
  return (
    <Section
      title={texts.usage.totals[groupBy]}
      actions={
        <Button size="xs" variant="default" onClick={download}>
          {texts.usage.csv}
        </Button>
      }
    >
      <DataTable
        items={totals}
        keyOf={({ id }) => id}
        columns={[
          { label: texts.usage.groups[groupBy], cell: named },
          ...figures,
          {
            label: texts.usage.cost,
            numeric: true,
            cell: (total) => (hasNoPrice(total) ? texts.usage.costs.noPrice : usd(total.costUsd)),
          },
        ]}
      />
    </Section>
  );
};
