import { RECORD_KINDS } from "@latchkey/core/platform/records";
import type { Receipt } from "@latchkey/core/store/receipt";
import * as z from "zod/mini";
import { receiptKey } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";

const Stored = z.object({
  fingerprint: z.string(),
  expiresAt: z.number(),
  result: z.object({
    kind: z.enum(RECORD_KINDS),
    keys: z.record(z.string(), z.string()),
  }),
});

/** The receipt of an earlier request, unless its time is over. `now` in milliseconds since the epoch. */
export const readReceipt = async (
  table: Table,
  keyHash: string,
  now: number,
): Promise<Receipt | undefined> => {
  const item = await readItem(table, receiptKey(keyHash));
  if (!item) return undefined;
  const { expiresAt, ...receipt } = Stored.parse(item);
  return expiresAt > now ? { keyHash, ...receipt } : undefined;
};
