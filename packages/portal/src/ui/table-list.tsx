import { DataTable, type DataTableProps } from "./data-table.tsx";
import { ListView, type ListViewProps } from "./list-view.tsx";

type TableListProps<T> = Omit<ListViewProps<T>, "children"> & Pick<DataTableProps<T>, "keyOf" | "columns">;

/** A list that is read page by page, as a table. */
export const TableList = <T,>({ keyOf, columns, ...list }: TableListProps<T>) => (
  <ListView {...list}>{(items) => <DataTable items={items} keyOf={keyOf} columns={columns} />}</ListView>
);
