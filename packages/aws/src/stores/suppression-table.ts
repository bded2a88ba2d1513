import { marshall } from "@aws-sdk/util-dynamodb";
import { Unavailable } from "@latchkey/core/outage";
import {
  Suppression,
  type SuppressionRecorder,
  type SuppressionStore,
} from "@latchkey/core/suppression/suppression";
import { suppressionKey } from "../dynamo/mail-keys.ts";
import { askBatch } from "../dynamo/read-batch.ts";
import type { Table } from "../dynamo/table.ts";
import { updated } from "../dynamo/written.ts";

/** What DynamoDB takes in one batch. */
const MAX_IN_BATCH = 100;
const MAX_TRIES = 4;

export const suppressionTable = (table: Table): SuppressionStore => ({
  suppressions: async (addresses) => {
    const found: Suppression[] = [];
    const asked = [...new Set(addresses.map((address) => address.toLowerCase()))];
    for (let from = 0; from < asked.length; from += MAX_IN_BATCH)
      found.push(...(await readBatch(table, asked.slice(from, from + MAX_IN_BATCH))));
    return found;
  },
});

const readBatch = async (table: Table, addresses: readonly string[]): Promise<Suppression[]> => {
  const found: Suppression[] = [];
  let keys = addresses.map((address) => marshall(suppressionKey(address)));
  for (let tries = 0; keys.length > 0; tries += 1) {
    if (tries >= MAX_TRIES) throw new Unavailable("DynamoDB is throttling.");
    const { items, left } = await askBatch(table, { Keys: keys });
    for (const item of items) {
      // What was lifted leaves a note without an address for a while.
      const suppression = Suppression.safeParse(item);
      if (suppression.success) found.push(suppression.data);
    }
    keys = left;
  }
  return found;
};

export const suppressionRecorder = (table: Table): SuppressionRecorder => ({
  suppress: async ({ address, why, at }) => {
    const isNew = "attribute_not_exists(why) AND (attribute_not_exists(liftedAt) OR liftedAt <= :at)";
    await updated(table, suppressionKey(address), {
      UpdateExpression: "SET address = :address, why = :why, #at = :at REMOVE liftedAt, #ttl",
      ConditionExpression: why === "complained" ? `(${isNew}) OR why = :bounced` : isNew,
      ExpressionAttributeNames: { "#at": "at", "#ttl": "ttl" },
      ExpressionAttributeValues: marshall({
        ":address": address.toLowerCase(),
        ":why": why,
        ":at": at,
        ...(why === "complained" ? { ":bounced": "bounced" } : {}),
      }),
    });
  },
});
