import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DueRecord, DueStore } from "@latchkey/core/due/due-store";
import * as z from "zod/mini";
import { dueQuery } from "../dynamo/due-query.ts";
import { queryPages } from "../dynamo/item-pages.ts";
import { DUE_SHARDS, duePartition } from "../dynamo/keys.ts";
import type { Item, Table } from "../dynamo/table.ts";

const PAGE = 100;

export const dueTable = (table: Table): DueStore => ({
  parts: Array.from({ length: DUE_SHARDS }, (_, shard) => shard),
  async *due(part, now) {
    for await (const { items } of queryPages(table, { ...dueQuery(duePartition(part), now), Limit: PAGE }))
      for (const item of items) yield dueRecord(unmarshall(item));
  },
});

const Stored = z.object({
  revision: z.int(),
  doc: z.object({ id: z.string(), consumerId: z.string() }),
});

const dueRecord = (item: Item): DueRecord => {
  const { revision, doc } = Stored.parse(item);
  return String(item["pk"]).startsWith("SUBSCRIPTION#")
    ? { kind: "subscription", id: doc.id, revision }
    : { kind: "credential", id: doc.id, consumerId: doc.consumerId, revision };
};
