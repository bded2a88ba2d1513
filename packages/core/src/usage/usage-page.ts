import type { UsageRow } from "./usage-row.ts";

/** Where rows are found: under a team and a service each. Rows without a team are under their consumer. */
export interface UsageSide {
  of: "TEAM" | "SERVICE" | "CONSUMER";
  id: string;
}

/** Rows of one hour under one side. A page is written once: its name tells what it counts. */
export interface UsagePage {
  side: UsageSide;
  /** ISO 8601, the beginning of the hour. */
  hour: string;
  window: number;
  name: string;
  rows: UsageRow[];
}

/** @param name what the rows are of: the same rows each time that it is used. */
export const pagesOf = (window: number, name: string, rows: readonly UsageRow[]): UsagePage[] => {
  const pages = new Map<string, UsagePage>();
  for (const row of rows)
    for (const side of sidesOf(row)) {
      const key = `${side.of}#${side.id}`;
      const page = pages.get(key) ?? { side, hour: row.hour, window, name, rows: [] };
      pages.set(key, page);
      page.rows.push(row);
    }
  return [...pages.values()];
};

const sidesOf = ({ team, consumer, serviceId }: UsageRow): UsageSide[] => [
  team === "" ? { of: "CONSUMER", id: consumer } : { of: "TEAM", id: team },
  ...(serviceId === "" ? [] : [{ of: "SERVICE" as const, id: serviceId }]),
];
