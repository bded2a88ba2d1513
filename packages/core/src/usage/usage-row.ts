import type { CallRecord } from "./call-record.ts";
import { countInto, noUsage, type UsageTotals } from "./usage-totals.ts";

/** Whose calls a row counts, in which hour. What was not known is the empty text. */
export interface UsageOf {
  /** ISO 8601, the beginning of an hour in UTC. */
  hour: string;
  consumer: string;
  team: string;
  serviceId: string;
  service: string;
  subscription: string;
  credential: string;
  operation: string;
  model: string;
}

export interface UsageRow extends UsageOf, UsageTotals {}

/** Two rows of one name count the same. A name of the client's choice cannot be made to look like two. */
export const rowName = (of: UsageOf): string => {
  const { hour, consumer, serviceId, service, subscription, credential, operation, model } = of;
  return JSON.stringify([hour, consumer, serviceId, service, subscription, credential, operation, model]);
};

export const hourOf = (at: string): string => `${at.slice(0, 13)}:00:00.000Z`;

/** Adds calls up, each once, however they are ordered. */
export const usageRows = (calls: readonly CallRecord[]): UsageRow[] => {
  const rows = new Map<string, UsageRow>();
  for (const call of calls) {
    const of: UsageOf = {
      hour: hourOf(call.at),
      consumer: call.consumer,
      team: call.team ?? "",
      serviceId: call.serviceId ?? "",
      service: call.slug,
      subscription: call.subscription ?? "",
      credential: call.credential ?? "",
      operation: call.operation ?? "",
      model: call.model ?? "",
    };
    const name = rowName(of);
    const row = rows.get(name) ?? { ...of, ...noUsage() };
    rows.set(name, row);
    countInto(row, call);
  }
  return [...rows.values()];
};
