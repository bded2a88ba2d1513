import type { UsageRow } from "./usage-row.ts";
import { noUsage } from "./usage-totals.ts";

export const HOUR = "2026-03-05T12:00:00.000Z";

/** A row of one call, with what a test says. */
export const aUsageRow = (fields: Partial<UsageRow> = {}): UsageRow => ({
  ...{ hour: HOUR, consumer: "con_1", team: "callers", serviceId: "svc_1", service: "echo" },
  ...{ subscription: "sub_1", credential: "crd_1", operation: "", model: "" },
  ...noUsage(),
  calls: 1,
  ...fields,
});
