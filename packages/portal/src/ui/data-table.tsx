import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export interface Column<T> {
  label: string;
  /** The content is enough for sighted users; screen readers still read the label. */
  quiet?: boolean;
  /** Amounts: at the end of the cell, so that the digits stand below each other. */
  numeric?: boolean;
  cell: (item: T) => ReactNode;
}

interface DataTableProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** The first one names the row. */
  columns: readonly Column<T>[];
  /** Its changes are read out. */
  live?: boolean;
}

/**
 * A table; on a phone each row is a card, with the labels beside the values. The roles are said because a style that
 * changes `display` takes them away in some browsers.
 */
export const DataTable = <T,>({ items, keyOf, columns, live = false }: DataTableProps<T>) => (
  <Table verticalSpacing="sm" role="table" className={classes["table"] ?? ""}>
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        {columns.map(({ label, quiet, numeric }) => (
          <Table.Th key={label} role="columnheader" data-numeric={numeric}>
            {quiet ? <span className="visually-hidden">{label}</span> : label}
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
