import { Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import classes from "./data-table.module.css";
import type { Sorting } from "./use-sort.ts";

export interface Column<T> {
  label: string;
  /** The content is enough for sighted users; screen readers still read the label. */
  quiet?: boolean;
  /** Amounts: at the end of the cell, so that the digits stand below each other. */
  numeric?: boolean;
  /** What the server calls the order by this column, where it has it. */
  sort?: string | undefined;
  cell: (item: T) => ReactNode;
}

export interface DataTableProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** The first one names the row. */
  columns: readonly Column<T>[];
  /** Its changes are read out. */
  live?: boolean;
  /** The order, which the headers of columns with `sort` change. */
  sorting?: Sorting;
}

const ARIA_SORT = { up: "ascending", down: "descending", none: "none" } as const;
const ARROWS = { up: IconArrowUp, down: IconArrowDown, none: IconArrowsSort } as const;

const SortHeader = ({ label, sort, sorting }: { label: string; sort: string; sorting: Sorting }) => {
  const Arrow = ARROWS[sorting.directionOf(sort)];
  return (
    <UnstyledButton
      className={classes["sort"] ?? ""}
      onClick={() => sorting.turn(sort)}
      aria-label={texts.list.sortedBy(label)}
    >
      {label}
      <Arrow size={14} aria-hidden />
    </UnstyledButton>
  );
};

/**
 * A table; on a phone each row is a card, with the labels beside the values. The roles are said because a style that
 * changes `display` takes them away in some browsers.
 */
export const DataTable = <T,>({ items, keyOf, columns, live = false, sorting }: DataTableProps<T>) => (
  <Table verticalSpacing="sm" role="table" className={classes["table"] ?? ""}>
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        {columns.map(({ label, quiet, numeric, sort }) => (
          <Table.Th
            key={label}
            role="columnheader"
            data-numeric={numeric}
            {...(sort && sorting ? { "aria-sort": ARIA_SORT[sorting.directionOf(sort)] } : {})}
          >
            {quiet ? (
              <span className="visually-hidden">{label}</span>
            ) : sort && sorting ? (
              <SortHeader label={label} sort={sort} sorting={sorting} />
            ) : (
              label
            )}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody role="rowgroup" {...(live ? { "aria-live": "polite" } : {})}>
      {items.map((item) => (
        <Table.Tr key={keyOf(item)} role="row">
          {columns.map(({ label, quiet, numeric, cell }, index) =>
            index === 0 ? (
              <Table.Th key={label} role="rowheader" scope="row" dir="auto">
                {cell(item)}
              </Table.Th>
            ) : (
              <Table.Td
                key={label}
                role="cell"
                data-numeric={numeric}
                data-quiet={quiet}
                {...(quiet ? {} : { "data-label": label })}
              >
                <div>{cell(item)}</div>
              </Table.Td>
            ),
          )}
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
