import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { Raced } from "@latchkey/core/outage";
import { type Dated, isFullAndFresh, lastOfDay } from "@latchkey/core/usage/last-of-day";
import * as z from "zod/mini";
import type { Key } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { written } from "../dynamo/written.ts";

const KEPT_SECONDS = 86_400;
const MAX_TRIES = 5;

const Head = z.object({ version: z.int(), writtenAt: z._default(z.int(), 0) });

/** One item for each owner, which holds its last calls of a sort under the attribute `name`. */
export const lastOfDayTable = <Entry extends Dated>(
  table: Table,
  keyOf: (owner: string) => Key,
  name: string,
  entry: z.ZodMiniType<Entry>,
) => {
  const Entries = z.array(entry);
  const read = async (owner: string) => {
    const item = await readItem(table, keyOf(owner));
    if (!item) return { version: 0, writtenAt: 0, entries: [] };
    return { ...Head.parse(item), entries: Entries.parse(item[name]) };
  };
  return {
    /** Newest first; those that are older than a day may be among them. */
    last: async (owner: string): Promise<Entry[]> => (await read(owner)).entries,
    /** @throws Raced when others keep on writing at the same moment. */
    note: async (owner: string, entries: readonly Entry[], now: number): Promise<void> => {
      for (let tries = 1; ; tries += 1) {
        const known = await read(owner);
        if (isFullAndFresh(known.entries, known.writtenAt, now)) return;
        const item = {
          ...keyOf(owner),
          version: known.version + 1,
          [name]: lastOfDay(known.entries, entries, now),
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
        if (tries >= MAX_TRIES) throw new Raced("Others note calls too.");
      }
    },
  };
};
