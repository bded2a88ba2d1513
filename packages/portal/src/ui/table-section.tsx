import type { ReactNode } from "react";
import { DataTable, type DataTableProps } from "./data-table.tsx";
import { Section } from "./section.tsx";

interface TableSectionProps<T> extends DataTableProps<T> {
  /** Title and lead. */
  heading: readonly [title: string, lead: string];
  /** Below the table. */
  children?: ReactNode;
}

/** A section of a page that is a table. */
export const TableSection = <T,>({ heading: [title, lead], children, ...table }: TableSectionProps<T>) => (
  <Section title={title} lead={lead}>
    <DataTable {...table} />
    {children}
  </Section>
);
