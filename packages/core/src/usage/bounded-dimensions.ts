import { OTHER_VALUES } from "./usage-dimension.ts";
import type { UsageRow } from "./usage-row.ts";

/** Values of one dimension that are kept apart for a service in a window. The rest are counted as `other`. */
export const MAX_VALUES = 100;
/** No slug: names of unknown services beyond those that are kept apart for a team. */
export const OTHER_SERVICES = "*";

/**
 * Callers choose models and names of services that are not there, so the number of rows that they make is bounded. The first values
 * are kept. It remembers what it has seen, and is asked for the rows of one window in their order.
 */
export const boundedDimensions = (): ((row: UsageRow) => UsageRow) => {
  const seen = new Map<string, Set<string>>();
  const bounded = (of: string, value: string, other: string): string => {
    if (value === "") return value;
    const values = seen.get(of) ?? new Set();
    seen.set(of, values);
    if (values.size < MAX_VALUES) values.add(value);
    return values.has(value) ? value : other;
  };
  return (row) => {
    const owner = row.serviceId === "" ? `team ${row.team}` : `service ${row.serviceId}`;
    return {
      ...row,
      service: row.serviceId === "" ? bounded(owner, row.service, OTHER_SERVICES) : row.service,
      operation: bounded(`operations of ${owner}`, row.operation, OTHER_VALUES),
      model: bounded(`models of ${owner}`, row.model, OTHER_VALUES),
    };
  };
};
