import { setTimeout as sleep } from "node:timers/promises";
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { StoredEntry } from "@latchkey/core/audit/audit-entry";
import type { Appending, AuditLog, AuditStore, StoredHead } from "@latchkey/core/audit/audit-store";
import { extendChain, sealHead } from "@latchkey/core/audit/chain";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { Raced, Unavailable } from "@latchkey/core/outage";
import * as z from "zod/mini";
import { cancellationReasons } from "../aws-error.ts";
import { auditChainPages } from "../dynamo/audit-chain.ts";
import {
  AUDIT_ENTRY_PREFIX,
  allAuditEntries,
  allAuditHeads,
  auditEntriesOf,
  auditEntryKey,
  auditHeadKey,
  auditMarkKey,
} from "../dynamo/audit-keys.ts";
import type { ListRef } from "../dynamo/keys.ts";
import { nameOfKey, readBatch } from "../dynamo/read-batch.ts";
import { readItem } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

/** Marks outlive the stream, which keeps a day. */
const MARK_SECONDS = 3 * 86_400;
const AT_ONCE = 10;
const MAX_TRIES = 12;

export const StoredAuditEntry = z.object({
  seq: z.number(),
  text: z.string(),
  hash: z.string(),
  redacted: z.exactOptional(z.string()),
});
const Head = z.object({ team: z.string(), seq: z.number(), hash: z.string(), mac: z.string() });

export interface AppendingTable extends Table {
  ring(): Promise<KeyRing>;
  /** Milliseconds since the epoch. */
  now(): number;
}

const headOf = async (table: Table, team: string): Promise<StoredHead | undefined> => {
  const item = await readItem(table, auditHeadKey(team));
  return item && Head.parse(item);
};

export const auditLogTable = (table: AppendingTable): AuditLog => ({
  append: async (team, added) => {
    for (let from = 0; from < added.length; from += AT_ONCE)
      await appendPart(table, team, added.slice(from, from + AT_ONCE));
  },
});

const appendPart = async (table: AppendingTable, team: string, part: readonly Appending[]): Promise<void> => {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const keyOf = ({ mark }: Appending) => auditMarkKey(team, mark);
    const marked = await readBatch(table, part.map(keyOf));
    const fresh = part.filter((each) => !marked.has(nameOfKey(keyOf(each))));
    if (fresh.length === 0 || (await appendOnce(table, team, fresh))) return;
    await sleep(10 * tries * Math.random());
  }
  throw new Raced("Others kept appending to the same chain.");
};

/** False when another process was faster: the head has moved, or a mark exists. */
const appendOnce = async (
  table: AppendingTable,
  team: string,
  fresh: readonly Appending[],
): Promise<boolean> => {
  const [head, ring] = await Promise.all([headOf(table, team), table.ring()]);
  const entries = extendChain(
    ring,
    team,
    head,
    fresh.map(({ facts }) => facts),
  );
  const last = entries.at(-1);
  if (!last) return true;
  const after = { team, seq: last.seq, hash: last.hash };
  const put = (item: Item, condition = "attribute_not_exists(pk)", values: Item = {}) => ({
    Put: {
      TableName: table.tableName,
      Item: marshall(item, { removeUndefinedValues: true }),
      ConditionExpression: condition,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: marshall(values) } : {}),
    },
  });
  const ttl = Math.ceil(table.now() / 1000) + MARK_SECONDS;
  const TransactItems = [
    put(
      { ...auditHeadKey(team), ...after, mac: sealHead(ring, after), ...placeIn(allAuditHeads, team) },
      head ? "seq = :seq" : undefined,
      head ? { ":seq": head.seq } : undefined,
    ),
    ...fresh.map(({ mark }) => put({ ...auditMarkKey(team, mark), [TTL_ATTRIBUTE]: ttl })),
    ...entries.map((entry, index) => put(entryItem(team, entry, fresh[index]?.facts.at ?? ""))),
  ];
  try {
    await answered("DynamoDB", table.client.send(new TransactWriteItemsCommand({ TransactItems })));
    return true;
  } catch (error) {
    const codes = cancellationReasons(error)?.map(({ Code }) => Code);
    if (!codes) throw error;
    if (codes.includes("ThrottlingError")) throw new Unavailable("DynamoDB is throttling.", { cause: error });
    if (codes.includes("ConditionalCheckFailed") || codes.includes("TransactionConflict")) return false;
    throw error;
  }
};

const entryItem = (team: string, { seq, text, hash }: StoredEntry, at: string): Item => {
  const place = `${at}#${team}#${String(seq).padStart(12, "0")}`;
  return {
    ...auditEntryKey(team, seq),
    seq,
    text,
    hash,
    ...placeIn(auditEntriesOf(team), place),
    ...placeIn(allAuditEntries, place),
  };
};

const placeIn = ({ index, partition }: ListRef, place: string): Item => ({
  [`${index}pk`]: partition,
  [`${index}sk`]: place,
});

/** After every time that ISO 8601 can write here. */
const LAST = "~";

export const auditTable = (table: ListedTable): AuditStore => ({
  head: (team) => headOf(table, team),
  heads: (page) => readList(table, allAuditHeads, page, (item) => Head.parse(item)),
  entries: ({ team, from, to }, page) =>
    readList(
      table,
      team === undefined ? allAuditEntries : auditEntriesOf(team),
      page,
      (item) => StoredAuditEntry.parse(item),
      from === undefined && to === undefined ? undefined : { from: from ?? "0", to: `${to ?? ""}${LAST}` },
    ),
  chain: (team) => chainOf(table, team),
});

/** The place is taken from the key: that one cannot be moved without being seen. */
async function* chainOf(table: Table, team: string): AsyncGenerator<StoredEntry> {
  for await (const { items } of auditChainPages(table, team))
    for (const marshalled of items) {
      const item = unmarshall(marshalled);
      const seq = Number(String(item["sk"]).slice(AUDIT_ENTRY_PREFIX.length));
      yield { ...StoredAuditEntry.parse(item), seq };
    }
}
