import { hash } from "node:crypto";
import { rowName, type UsageRow } from "./usage-row.ts";
import type { CallTotals } from "./usage-totals.ts";

/** What one row of an hour counts, as it can be billed (CloudEvents 1.0.2, JSON event format). */
export interface UsageEvent {
  specversion: "1.0";
  /** With `source` unique, and never of two contents. */
  id: string;
  /** The management API's address. */
  source: string;
  type: "latchkey.usage";
  /** The beginning of the hour: a receiver that adds up by `time` finds it in the right day and month. */
  time: string;
  subject: string;
  datacontenttype: "application/json";
  data: UsageEventData;
}

interface UsageEventData extends CallTotals {
  team: string;
  consumer: string;
  /** The slug. */
  service: string;
  subscription?: string;
  credential?: string;
  model?: string;
  operation?: string;
  /** The hour, ISO 8601; `to` is not in it. */
  from: string;
  to: string;
  tokensIn: number;
  tokensOut: number;
  cachedTokensIn?: number;
  /** US dollars, exact to a billionth: the sum of events rounds to what usage says. */
  costUsd: number;
}

const HOUR_MS = 3_600_000;
const NANO = 1_000_000_000;
const ID_LENGTH = 26;

/** @param unit names what the row is added up of; the same row of the same unit is the same event. */
export const usageEvent = (source: string, unit: string, row: UsageRow): UsageEvent => ({
  specversion: "1.0",
  id: `use_${hash("sha256", JSON.stringify([unit, rowName(row)]), "base64url").slice(0, ID_LENGTH)}`,
  source,
  type: "latchkey.usage",
  time: row.hour,
  subject: row.consumer,
  datacontenttype: "application/json",
  data: {
    team: row.team,
    consumer: row.consumer,
    service: row.service,
    ...known("subscription", row.subscription),
    ...known("credential", row.credential),
    ...known("model", row.model),
    ...known("operation", row.operation),
    from: row.hour,
    to: new Date(Date.parse(row.hour) + HOUR_MS).toISOString(),
    calls: row.calls,
    refused: row.refused,
    errors: row.errors,
    bytesIn: row.bytesIn,
    bytesOut: row.bytesOut,
    tokensIn: row.tokensIn,
    tokensOut: row.tokensOut,
    ...(row.cachedTokensIn > 0 ? { cachedTokensIn: row.cachedTokensIn } : {}),
    costUsd: row.costNanoUsd / NANO,
  },
});

const known = <Name extends string>(name: Name, value: string): Partial<Record<Name, string>> =>
  value === "" ? {} : (Object.fromEntries([[name, value]]) as Record<Name, string>);
