import { setTimeout as sleep } from "node:timers/promises";
import { type CancellationReason, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { isAudited } from "@latchkey/core/audit/shown-fields";
import type { Timing } from "@latchkey/core/due/timing";
import { newEvent } from "@latchkey/core/event/event";
import type { RandomBytes } from "@latchkey/core/id";
import { Raced, Unavailable } from "@latchkey/core/outage";
import type { PlatformChange, PlatformCommit } from "@latchkey/core/platform/records";
import { isLiving } from "@latchkey/core/subscription/subscription";
import { cancellationReasons } from "../aws-error.ts";
import { holds } from "../dynamo/condition.ts";
import { type ItemWrite, toTransactItem } from "../dynamo/item-write.ts";
import { currentSubscriptionKey } from "../dynamo/keys.ts";
import type { Item, SealingTable, Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";
import type { Writer } from "./audit-author.ts";
import { outboxWrite } from "./outbox-item.ts";
import { type ReceiptClaim, receiptWrite } from "./receipt.ts";
import { changeWrites } from "./write-change.ts";

/** DynamoDB's own bound. */
const MAX_ITEMS = 100;

/** Waits between attempts at a transaction that met another one, in milliseconds, each made longer by chance. */
const CONFLICT_WAITS = [10, 40, 120];

export interface CommitContext extends SealingTable {
  /** Milliseconds since the epoch. */
  now: number;
  random: RandomBytes;
  /** Written with the change, so that the change happens once for an `Idempotency-Key`. */
  receipt?: ReceiptClaim;
  /** Who asks; without it the change's events say who. */
  by?: Writer;
  /** By which the records say when they are due; the default one when not given. */
  timing?: Timing;
}

/**
 * Core's `Commit`: the writes, an outbox item for each event and the receipt in one transaction.
 *
 * @throws ReceiptExists before anything else, when the `Idempotency-Key` was used already.
 */
export const createCommit =
  (context: CommitContext): PlatformCommit =>
  async (change) => {
    const events = change.events.map((event) => outboxWrite(newEvent(event, context.now, context.random)));
    const receipts = context.receipt
      ? [receiptWrite({ ...context.receipt, result: change.result }, context.now)]
      : [];
    const archived = new Set<string>();
    const plan = { ...context, ring: isSealed(change) ? await context.ring() : undefined };
    for (;;) {
      const writes = [...receipts, ...changeWrites(change, archived, plan), ...events];
      // A change of nothing, which only leaves a receipt: DynamoDB takes no empty transaction.
      if (writes.length === 0) return;
      const refused = await transact(context, writes);
      if (refused === undefined) return;
      const found = archivedBy(change, refused).filter((id) => !archived.has(id));
      if (found.length === 0) throw firstError(refused);
      for (const id of found) archived.add(id);
    }
  };

/** Deliveries and dead letters are not audited: a function that writes nothing else holds no ring. */
const isSealed = ({ writes }: PlatformChange): boolean =>
  writes.some((write) => "record" in write && isAudited(write.record.kind));

/** A write whose condition failed, and the item as it was then. */
interface RefusedWrite {
  write: ItemWrite;
  item: Item | undefined;
}

const transact = async (table: Table, writes: ItemWrite[]): Promise<RefusedWrite[] | undefined> => {
  if (writes.length > MAX_ITEMS) throw new Error(`A change of ${writes.length} items is too large.`);
  const TransactItems = writes.map((write) => toTransactItem(table.tableName, write));
  for (let attempt = 0; ; attempt += 1) {
    try {
      await answered("DynamoDB", table.client.send(new TransactWriteItemsCommand({ TransactItems })));
      return undefined;
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (!reasons) throw error;
      const refused = refusedBy(reasons, writes);
      if (refused.length > 0) return refused;
      const wait = CONFLICT_WAITS[attempt];
      if (wait === undefined || !isConflict(reasons)) throw cancelled(reasons, error);
      await sleep(wait * (1 + Math.random()));
    }
  }
};

const refusedBy = (reasons: readonly CancellationReason[], writes: ItemWrite[]): RefusedWrite[] =>
  writes.flatMap((write, index) => {
    const reason = reasons[index];
    if (reason?.Code !== "ConditionalCheckFailed") return [];
    return [{ write, item: reason.Item ? unmarshall(reason.Item) : undefined }];
  });

const has = (reasons: readonly CancellationReason[], ...codes: string[]): boolean =>
  reasons.some(({ Code }) => Code !== undefined && codes.includes(Code));

const isConflict = (reasons: readonly CancellationReason[]): boolean => has(reasons, "TransactionConflict");

/** Neither refused by a condition nor executed. */
const cancelled = (reasons: readonly CancellationReason[], cause: unknown): unknown => {
  if (has(reasons, "ThrottlingError", "ProvisionedThroughputExceeded"))
    return new Unavailable("DynamoDB is throttling.", { cause });
  if (isConflict(reasons)) return new Raced("Another change to the same records was under way.", { cause });
  return cause;
};

/** Of the first write of the change whose condition failed. */
const firstError = (refused: RefusedWrite[]): Error => {
  const failed = refused.flatMap(({ write, item }) => {
    const broken = write.conditions.filter(({ test }) => !holds(test, item));
    // Where the engine does not say what it found, the first condition has to do.
    return broken.length > 0 ? broken : write.conditions.slice(0, 1);
  });
  const [first] = failed.sort((one, other) => one.write - other.write);
  return first?.error ?? new Error("A write without a condition was refused.");
};

/** The replaced subscriptions whose place another one has taken; those are written by their id alone. */
const archivedBy = (change: PlatformChange, refused: RefusedWrite[]): string[] =>
  change.writes.flatMap((write) => {
    if (write.write !== "replace" || write.record.kind !== "subscription") return [];
    const { id, consumerId, service, status } = write.record.value;
    const place = currentSubscriptionKey(consumerId, service);
    const taken = refused.some(
      ({ write: { key }, item }) =>
        key.pk === place.pk && key.sk === place.sk && item !== undefined && item["id"] !== id,
    );
    return taken && !isLiving(status) ? [id] : [];
  });
