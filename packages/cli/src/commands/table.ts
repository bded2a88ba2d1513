import type { Terminal } from "../command-line/terminal.ts";

/** What is shown of each item, by the heads of the columns. */
export type Columns<T> = Readonly<Record<string, (item: T) => string | number | undefined>>;

/** Characters that would steer a terminal: texts come from other people. */
const STEERING = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** For programs the whole items, for people a table. */
export const showItems = <T>(
  items: readonly T[],
  columns: Columns<T>,
  { json }: { readonly json?: true },
  terminal: Terminal,
): void => {
  if (json) {
    terminal.print(JSON.stringify({ items }, null, 2));
    return;
  }
  const heads = Object.keys(columns);
  const rows = items.map((item) =>
    Object.values(columns).map((cell) => String(cell(item) ?? "").replaceAll(STEERING, " ")),
  );
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of [heads.map((head) => head.toUpperCase()), ...rows])
    terminal.print(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
};
