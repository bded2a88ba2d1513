import { hash } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { CallEntry, type CallReads, type CallStore } from "@latchkey/core/usage/call-entry";
import { KEPT_MS, lastOfDay, MOST, newestFirst } from "@latchkey/core/usage/last-of-day";
import * as z from "zod/mini";
import { callsKey, isPossible, type Key } from "../dynamo/keys.ts";
import { queryItems } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

const Calls = z.array(CallEntry);

/** Of a consumer that called more services within a day, those of so many are read. */
const MOST_SERVICES = 50;
const PIECES_AT_ONCE = 20;
/** Each holds one call at least. */
const MOST_PIECES = MOST + PIECES_AT_ONCE;

/** After every time and every service's id. */
const LAST = "\uffff";

/**
 * The calls of a consumer lie in pieces as they came, those of each service together and in the order of their newest call. The newest
 * hundred are in the pieces from the end on, until a hundred are newer than all that is left.
 */
const callsToService = async (table: Table, consumer: string, serviceId: string): Promise<CallEntry[]> => {
  const first = callsKey(consumer, serviceId, "");
  if (!isPossible(first)) return [];
  let calls: CallEntry[] = [];
  let before: Key = { ...first, sk: `${first.sk}${LAST}` };
  for (let pieces = 0; pieces < MOST_PIECES; pieces += PIECES_AT_ONCE) {
    const items = await queryBefore(table, before, first.sk, PIECES_AT_ONCE);
    calls = newestFirst([...calls, ...items.flatMap((item) => Calls.parse(item["calls"]))]);
    const last = items.at(-1);
    const oldest = calls.at(-1);
    if (!last || items.length < PIECES_AT_ONCE) break;
    before = { pk: first.pk, sk: String(last["sk"]) };
    if (calls.length === MOST && oldest && oldest.at >= timeOf(before, first)) break;
  }
  return calls;
};

const timeOf = ({ sk }: Key, { sk: beginning }: Key): string =>
  sk.slice(beginning.length, sk.lastIndexOf("#"));

const queryBefore = (table: Table, { pk, sk }: Key, from: string, most: number) =>
  queryItems(
    table,
    {
      ConsistentRead: true,
      ScanIndexForward: false,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: marshall({ ":pk": pk, ":from": from, ":to": sk }),
      // What the position names was read already; none is there where it is an end.
      ...(sk.endsWith(LAST) ? {} : { ExclusiveStartKey: marshall({ pk, sk }) }),
    },
    most,
  );

/** Which services a consumer has called, from the end: one request for each. */
const servicesCalled = async (table: Table, consumer: string): Promise<string[]> => {
  const { pk } = callsKey(consumer, "", "");
  if (!isPossible({ pk, sk: "" })) return [];
  const found: string[] = [];
  let before: Key = { pk, sk: LAST };
  while (found.length < MOST_SERVICES) {
    const [item] = await queryBefore(table, before, " ", 1);
    if (!item) break;
    const serviceId = String(item["sk"]).split("#")[0] ?? "";
    found.push(serviceId);
    // Before all pieces of this service.
    before = { pk, sk: callsKey(consumer, serviceId, "").sk };
  }
  return found;
};

export const callReads = (table: Table): CallReads => ({
  lastCalls: async (consumer, serviceId, now) => {
    const services = serviceId === undefined ? await servicesCalled(table, consumer) : [serviceId];
    const calls = await Promise.all(services.map((each) => callsToService(table, consumer, each)));
    return lastOfDay([], calls.flat(), now);
  },
});

/** One item for each batch of a consumer and a service: it is written once, and never read to be written. */
export const callTable = (table: Table): CallStore => ({
  ...callReads(table),
  keep: async ({ consumer, serviceId, calls }, now) => {
    const [newest] = calls;
    if (!newest) return;
    const requests = hash("sha256", calls.map(({ requestId }) => requestId).join("\n"), "base64url");
    const item = {
      ...callsKey(consumer, serviceId, `${newest.at}#${requests.slice(0, 12)}`),
      calls,
      [TTL_ATTRIBUTE]: Math.ceil((now + KEPT_MS) / 1000),
    };
    const Item = marshall(item, { removeUndefinedValues: true });
    await answered("DynamoDB", table.client.send(new PutItemCommand({ TableName: table.tableName, Item })));
  },
});
