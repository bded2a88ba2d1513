import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { UsageRow } from "@latchkey/core/usage/usage-row";
import { noUsage, USAGE_SUMS } from "@latchkey/core/usage/usage-totals";
import * as z from "zod/mini";

/** Never reordered: what is stored has them by place. A new one is added at the end, and is empty in older rows. */
const NAMES = [
  "hour",
  "consumer",
  "team",
  "serviceId",
  "service",
  "subscription",
  "credential",
  "operation",
  "model",
] as const;

const Counts = z.record(z.string(), z.number());
const Packed = z.array(z.tuple([z.array(z.string()), z.array(z.number()), Counts, Counts]));

/** What a page or a segment unfolds to at most. Bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Rows as one binary attribute: DynamoDB bills an item by its size, so a batch costs little more than one row. */
export const packRows = (rows: readonly UsageRow[]): Buffer =>
  deflateRawSync(
    JSON.stringify(
      rows.map((row) => [
        NAMES.map((name) => row[name]),
        USAGE_SUMS.map((sum) => row[sum]),
        row.refusedByReason,
        row.latency,
      ]),
    ),
    { level: 9 },
  );

/** @throws for what is no packed rows */
export const unpackRows = (bytes: unknown): UsageRow[] => {
  if (!(bytes instanceof Uint8Array)) throw new Error("Rows of usage are stored as bytes.");
  const text = inflateRawSync(bytes, { maxOutputLength: MAX_BYTES }).toString("utf8");
  return Packed.parse(JSON.parse(text)).map(([names, sums, refusedByReason, latency]) => ({
    ...noUsage(),
    ...namesOf(names),
    ...Object.fromEntries(USAGE_SUMS.map((sum, index) => [sum, sums[index] ?? 0])),
    refusedByReason,
    latency,
  }));
};

const namesOf = (names: readonly string[]): Pick<UsageRow, (typeof NAMES)[number]> => {
  const [hour = "", consumer = "", team = "", serviceId = "", service = "", ...more] = names;
  const [subscription = "", credential = "", operation = "", model = ""] = more;
  return { hour, consumer, team, serviceId, service, subscription, credential, operation, model };
};
