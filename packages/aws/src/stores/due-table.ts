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

const Revision = { revision: z.int() };
const OfSubscription = z.object({ ...Revision, doc: z.object({ id: z.string() }) });
const OfService = z.object({ ...Revision, doc: z.object({ id: z.string(), slug: z.string() }) });
const OfCredential = z.object({ ...Revision, doc: z.object({ id: z.string(), consumerId: z.string() }) });

const dueRecord = (item: Item): DueRecord => {
  const pk = String(item["pk"]);
  if (pk.startsWith("SUBSCRIPTION#")) {
    const { revision, doc } = OfSubscription.parse(item);
    return { kind: "subscription", id: doc.id, revision };
  }
  if (pk.startsWith("SERVICE#")) {
    const { revision, doc } = OfService.parse(item);
    return { kind: "service", id: doc.id, slug: doc.slug, revision };
  }
  const { revision, doc } = OfCredential.parse(item);
  return { kind: "credential", id: doc.id, consumerId: doc.consumerId, revision };
};
