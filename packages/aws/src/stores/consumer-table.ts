import { Consumer } from "@latchkey/core/consumer/consumer";
import type { ConsumerStore } from "@latchkey/core/consumer/consumer-store";
import { allConsumers, consumerKey, consumersOf } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import { consumersOfferedTo } from "../dynamo/transfer-keys.ts";
import { readNamedConsumers } from "./named-consumers.ts";

const consumer = parseStored(Consumer);

export const consumerTable = (table: ListedTable): ConsumerStore => ({
  consumer: async (id) => consumer.orNothing(await readItem(table, consumerKey(id))),
  consumers: (page) => readList(table, allConsumers, page, consumer.parse),
  consumersOf: (team, page) => readList(table, consumersOf(team), page, consumer.parse),
  consumersOfferedTo: (team, from, page) =>
    readList(table, consumersOfferedTo(team), page, consumer.parse, { from, to: "\uffff" }),
  consumersNamed: (team, beginning, page) =>
    readNamedConsumers(table, { team, beginning }, page, consumer.parse),
});
