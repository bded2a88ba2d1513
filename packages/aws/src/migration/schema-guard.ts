import type { Table } from "../dynamo/table.ts";
import { expectKnownSchema, readSchema } from "./schema-item.ts";

const MAX_AGE_MS = 60_000;

/**
 * Looks at most once a minute whether this code may write to the table. An older release that still runs beside a newer one
 * stops writing within that time when the newer one gives the old form up.
 *
 * @throws Unavailable with the reason.
 */
export const schemaGuard = (table: Table, now: () => number): (() => Promise<void>) => {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    expectKnownSchema(await readSchema(table));
    readAt = now();
  };
  return async () => {
    if (Math.abs(now() - readAt) < MAX_AGE_MS) return;
    reading ??= look().finally(() => {
      reading = undefined;
    });
    await reading;
  };
};
