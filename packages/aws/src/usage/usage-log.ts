import { marshall } from "@aws-sdk/util-dynamodb";
import { inTurns } from "@latchkey/core/in-turns";
import { Raced } from "@latchkey/core/outage";
import type { UsageState } from "@latchkey/core/usage/roll-up-store";
import type { UsageStore } from "@latchkey/core/usage/usage-store";
import { windowOfSlot } from "@latchkey/core/usage/usage-window";
import { queryItems } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { LAST_SEQ, segmentOfKey, usageLateKey, usageLogKey } from "../dynamo/usage-keys.ts";
import { written } from "../dynamo/written.ts";
import { answered } from "../unavailable.ts";
import { idBytes, idName, idNames, type KnownSlot, knownSlots } from "./known-slots.ts";
import { legacyEnd, legacySeen } from "./legacy-usage.ts";
import { packRows } from "./packed-rows.ts";
import { beginState } from "./usage-state.ts";

/** Longer than a failed batch may wait to be counted again (`usage/recount`). */
export const LOG_DAYS = 3;
const WRITES_AT_ONCE = 8;

/** @param now milliseconds since the epoch: what is stored is removed some days later. */
export const usageLog = (table: Table, now: () => number): UsageStore => {
  const slots = knownSlots();
  // Both only grow, so what was read once can be trusted in one direction.
  let state: UsageState | undefined;
  const stateNow = async () => {
    state = await beginState(table, now);
    return state;
  };
  const ttl = () => ({ [TTL_ATTRIBUTE]: Math.ceil(now() / 1000) + LOG_DAYS * 86_400 });

  return {
    seen: async (slot) => {
      const { began } = state ?? (await stateNow());
      const known = slots.of(slot);
      await readOn(table, slot, known);
      slots.trim();
      const isLegacy = windowOfSlot(slot) < legacyEnd({ began });
      const before = new Set(
        isLegacy ? (await legacySeen(table, slot)).flatMap(({ ids }) => idNames(ids)) : [],
      );
      return {
        version: known.seq,
        has: (requestId) => known.ids.has(idName(requestId)) || before.has(idName(requestId)),
      };
    },

    add: async (slot, version, requestIds, rows) => {
      const put = {
        TableName: table.tableName,
        Item: marshall({
          ...usageLogKey(slot, version + 1),
          ids: Buffer.concat(requestIds.map(idBytes)),
          rows: packRows(rows),
          ...ttl(),
        }),
        // The log of a slot has no gaps: who adds after the same addition comes second.
        ConditionExpression: "attribute_not_exists(pk)",
      };
      const known = slots.of(slot);
      if (await written(table.client.putItem(put))) {
        if (known.seq === version) note(known, version + 1, requestIds.map(idName));
        return;
      }
      known.isOld = true;
      throw new Raced("Others were counted at the same moment.");
    },

    settle: async (slot, requestIds) => {
      const window = windowOfSlot(slot);
      if ((state?.closed ?? 0) < window && (await stateNow()).closed < window) return;
      const known = slots.of(slot);
      await readOn(table, slot, known, true);
      const late = new Set(requestIds.flatMap((requestId) => known.ids.get(idName(requestId)) ?? []));
      await inTurns(WRITES_AT_ONCE, [...late], (seq) =>
        answered(
          "DynamoDB",
          table.client.putItem({
            TableName: table.tableName,
            Item: marshall({ ...usageLateKey(slot, seq), ...ttl() }),
          }),
        ),
      );
    },
  };
};

/** An older view is enough where no other writer was faster: an addition on it would be refused. */
const readOn = async (table: Table, slot: number, known: KnownSlot, now = known.isOld): Promise<void> => {
  const { pk, sk } = usageLogKey(slot, known.seq + 1);
  const items = await queryItems(table, {
    ConsistentRead: now,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: marshall({
      ":pk": pk,
      ":from": sk,
      ":to": usageLogKey(slot, LAST_SEQ).sk,
    }),
    ProjectionExpression: "sk, ids",
  });
  for (const { sk, ids } of items) {
    const { seq } = segmentOfKey(String(sk));
    // What an older view leaves out is read the next time.
    if (seq === known.seq + 1) note(known, seq, idNames(ids));
  }
  known.isOld = false;
};

const note = (known: KnownSlot, seq: number, ids: readonly string[]): void => {
  for (const id of ids) known.ids.set(id, seq);
  known.seq = seq;
};
