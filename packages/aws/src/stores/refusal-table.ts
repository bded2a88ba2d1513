import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { Raced } from "@latchkey/core/outage";
import {
  isFullAndFresh,
  lastRefusals,
  RefusalEntry,
  type RefusalStore,
} from "@latchkey/core/usage/refusal-entry";
import * as z from "zod/mini";
import { refusalsKey } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { written } from "../dynamo/written.ts";

const KEPT_SECONDS = 86_400;
const MAX_TRIES = 5;

const Stored = z.object({
  version: z.int(),
  refusals: z.array(RefusalEntry),
  writtenAt: z._default(z.int(), 0),
});
const NONE = { version: 0, refusals: [], writtenAt: 0 };

const read = async (table: Table, consumer: string) => {
  const item = await readItem(table, refusalsKey(consumer));
  return item ? Stored.parse(item) : NONE;
};

export const refusalReads = (table: Table): Pick<RefusalStore, "refusals"> => ({
  refusals: async (consumer) => (await read(table, consumer)).refusals,
});

/** One item a consumer holds its last refusals. @throws Raced when others keep on writing at the same moment. */
export const refusalTable = (table: Table): RefusalStore => {
  const note: RefusalStore["note"] = async (consumer, refusals, now) => {
    for (let tries = 1; ; tries += 1) {
      const known = await read(table, consumer);
      if (isFullAndFresh(known.refusals, known.writtenAt, now)) return;
      const item = {
        ...refusalsKey(consumer),
        version: known.version + 1,
        refusals: lastRefusals(known.refusals, refusals, now),
        writtenAt: now,
        [TTL_ATTRIBUTE]: Math.ceil(now / 1000) + KEPT_SECONDS,
      };
      const command = new PutItemCommand({
        TableName: table.tableName,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: "attribute_not_exists(pk) OR version = :version",
        ExpressionAttributeValues: marshall({ ":version": known.version }),
      });
      if (await written(table.client.send(command))) return;
      if (tries >= MAX_TRIES) throw new Raced("Others note refusals too.");
    }
  };
  return { ...refusalReads(table), note };
};
