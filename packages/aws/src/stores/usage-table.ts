import { hash } from "node:crypto";
import { TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { Raced } from "@latchkey/core/outage";
import { rowName, type UsageRow } from "@latchkey/core/usage/usage-row";
import type { UsagePartition, UsageRows, UsageStore } from "@latchkey/core/usage/usage-store";
import { noUsage, USAGE_SUMS } from "@latchkey/core/usage/usage-totals";
import * as z from "zod/mini";
import { type ItemWrite, toTransactItem, update } from "../dynamo/item-write.ts";
import { usageRowKey, usageSeenKey } from "../dynamo/keys.ts";
import { queryItems, readPartition } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

const HEAD = "HEAD";
const SEEN_DAYS = 3;
const ROW_DAYS = 400;
/** Of the SHA-256 of a request's id: two of a span's calls are not taken for one. */
const ID_BYTES = 8;

const idBytes = (requestId: string): Buffer => hash("sha256", requestId, "buffer").subarray(0, ID_BYTES);

/** What is counted, to be read. */
export const usageRows = (table: Table): UsageRows => ({
  usageRowsOf: async (of, from, to) => {
    const items = await queryItems(table, {
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: marshall({ ":pk": partitionOf(of), ":from": from, ":to": to }),
    });
    return items.map(rowOf);
  },
});

/** @param now milliseconds since the epoch: what is stored is removed some days later. */
export const usageTable = (table: Table, now: () => number): UsageStore => {
  const ttl = (days: number) => ({ [TTL_ATTRIBUTE]: Math.ceil(now() / 1000) + days * 86_400 });
  return {
    seen: async (slot) => {
      const items = await readPartition(table, usageSeenKey(slot, HEAD).pk);
      const version = Number(items.find(({ sk }) => sk === HEAD)?.["version"] ?? 0);
      const ids = new Set(items.flatMap(({ ids }) => (ids instanceof Uint8Array ? idsOf(ids) : [])));
      return { version, has: (requestId) => ids.has(idBytes(requestId).toString("hex")) };
    },

    add: async (slot, version, requestIds, rows) => {
      const ids = Buffer.concat(requestIds.map(idBytes));
      const writes: ItemWrite[] = [
        update(usageSeenKey(slot, HEAD), {
          set: { version: version + 1, ...ttl(SEEN_DAYS) },
          conditions: [{ write: 0, test: isStill(version), error: new Raced("Others were counted.") }],
        }),
        {
          do: "put",
          key: usageSeenKey(slot, `PART#${version + 1}`),
          attributes: { ids, ...ttl(SEEN_DAYS) },
          conditions: [],
        },
        ...rows.flatMap((row) => rowWrites(row, ttl(ROW_DAYS))),
      ];
      const TransactItems = writes.map((write) => toTransactItem(table.tableName, write));
      try {
        await answered("DynamoDB", table.client.send(new TransactWriteItemsCommand({ TransactItems })));
      } catch (error) {
        if (!(error instanceof TransactionCanceledException) || !hasRaced(error)) throw error;
        throw new Raced("Others were counted at the same moment.", { cause: error });
      }
    },

    ...usageRows(table),
  };
};

const hasRaced = ({ CancellationReasons = [] }: TransactionCanceledException): boolean =>
  CancellationReasons.some(({ Code }) => Code === "ConditionalCheckFailed" || Code === "TransactionConflict");

const isStill = (version: number) =>
  version === 0
    ? ({ is: "absent" } as const)
    : ({ is: "equal", attribute: "version", value: version } as const);

const idsOf = (bytes: Uint8Array): string[] =>
  Array.from({ length: Math.floor(bytes.length / ID_BYTES) }, (_, index) =>
    Buffer.from(bytes.subarray(index * ID_BYTES, (index + 1) * ID_BYTES)).toString("hex"),
  );

const partitionOf = (of: UsagePartition): string =>
  "consumer" in of
    ? usageRowKey("CONSUMER", of.consumer, "").pk
    : "serviceId" in of
      ? usageRowKey("SERVICE", of.serviceId, "").pk
      : usageRowKey("TEAM", of.team, "").pk;

/** A row is stored under its consumer, its service and its team. Its counts are added, so it is not read first. */
const rowWrites = (row: UsageRow, ttl: Record<string, number>): ItemWrite[] => {
  const name = rowName(row);
  const { hour, consumer, team, serviceId, service, subscription, credential, operation, model } = row;
  const of = { hour, consumer, team, serviceId, service, subscription, credential, operation, model };
  const set = { ...of, ...ttl };
  const add = Object.fromEntries(
    [
      ...USAGE_SUMS.map((sum) => [sum, row[sum]] as const),
      ...Object.entries(row.refusedByReason).map(([reason, count]) => [reasonName(reason), count] as const),
      ...Object.entries(row.latency).map(([bucket, count]) => [`l_${bucket}`, count] as const),
    ].filter(([, count]) => count > 0),
  );
  const keys = [
    usageRowKey("CONSUMER", consumer, name),
    ...(serviceId ? [usageRowKey("SERVICE", serviceId, name)] : []),
    ...(team ? [usageRowKey("TEAM", team, name)] : []),
  ];
  return keys.map((key) => update(key, { set, add }));
};

/** A placeholder of an expression is made of letters, digits and underscores. */
const reasonName = (reason: string): string => `r_${reason.replaceAll(/[^a-zA-Z0-9]/g, "_")}`;

const Of = z.object({
  hour: z.string(),
  consumer: z.string(),
  team: z.string(),
  serviceId: z.string(),
  service: z.string(),
  subscription: z.string(),
  credential: z.string(),
  operation: z._default(z.string(), ""),
  model: z._default(z.string(), ""),
});

const rowOf = (item: Item): UsageRow => {
  const counts = (prefix: string) =>
    Object.fromEntries(
      Object.entries(item)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, count]) => [name.slice(prefix.length).replaceAll("_", "-"), Number(count)]),
    );
  return {
    ...noUsage(),
    ...Of.parse(item),
    ...Object.fromEntries(USAGE_SUMS.map((sum) => [sum, Number(item[sum] ?? 0)])),
    refusedByReason: counts("r_"),
    latency: counts("l_"),
  };
};
