import { Consumer } from "@latchkey/core/consumer/consumer";
import type { ConsumerStore } from "@latchkey/core/consumer/consumer-store";
import { allConsumers, consumerKey, consumersOf } from "./keys.ts";
import { parseStored } from "./parse-stored.ts";
import { readItem } from "./read-item.ts";
import { type ListedTable, readList } from "./read-list.ts";

const consumer = parseStored(Consumer);

export const consumerTable = (table: ListedTable): ConsumerStore => ({
  consumer: async (id) => consumer.orNothing(await readItem(table, consumerKey(id))),
  consumers: (page) => readList(table, allConsumers, page, consumer.parse),
  consumersOf: (team, page) => readList(table, consumersOf(team), page, consumer.parse),
});
