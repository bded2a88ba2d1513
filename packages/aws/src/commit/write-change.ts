import { DEFAULT_TIMING, type Timing } from "@latchkey/core/due/timing";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { PlatformChange, PlatformWrite } from "@latchkey/core/platform/records";
import type { Counter } from "@latchkey/core/store/change";
import { unless } from "../dynamo/condition.ts";
import { type ItemWrite, update } from "../dynamo/item-write.ts";
import { consumerKey, type Key, serviceKey, suspendedTeamsKey, teamKey } from "../dynamo/keys.ts";
import { sentKey } from "../dynamo/mail-keys.ts";
import { issuerKey } from "../dynamo/ownership-keys.ts";
import { type Writer, withWriter } from "./audit-author.ts";
import { mergeWrites } from "./merge-writes.ts";
import { outboxWrite } from "./outbox-item.ts";
import { spendWrite } from "./write-allowance.ts";
import { withDueTime } from "./write-due-time.ts";
import {
  expectConsumerWrite,
  expectNoSubscriptionWrite,
  expectServiceWrite,
  expectTeamWrite,
} from "./write-expectation.ts";
import { admitMailWrites, liftSuppressionWrites, putOffCaseWrites, putOffMailWrites } from "./write-mail.ts";
import { claimWrite, expectFormWrite, passWrite, releaseWrite } from "./write-ownership.ts";
import { createWrites, eraseWrites, raced, replaceWrites } from "./write-record.ts";
import { newSubscriptionWrites, replacedSubscriptionWrites } from "./write-subscription.ts";

/**
 * What a change does to each item of the table.
 *
 * @param archived ids of subscriptions that are known to be no longer the latest of their consumer and service.
 */
export const changeWrites = (
  change: PlatformChange,
  archived: ReadonlySet<string>,
  { now, timing = DEFAULT_TIMING, by, ring }: WriteContext,
): ItemWrite[] =>
  mergeWrites(
    change.writes.flatMap((write, index) =>
      itemWritesOf(change, write, index, archived, now)
        .map(withDueTime(write, timing))
        .flatMap(withWriter(change, write, { now, writer: by, ring })),
    ),
  );

interface WriteContext {
  /** Milliseconds since the epoch. */
  now: number;
  timing?: Timing;
  by?: Writer;
  /** The ring `record`: what is written is sealed under it. */
  ring: KeyRing | undefined;
}

const itemWritesOf = (
  change: PlatformChange,
  write: PlatformWrite,
  index: number,
  archived: ReadonlySet<string>,
  now: number,
): ItemWrite[] => {
  switch (write.write) {
    case "create": {
      const { record } = write;
      return record.kind === "subscription"
        ? newSubscriptionWrites({ ...write, record }, index, formerOf(change, record.value, archived))
        : createWrites(write, index);
    }
    case "replace": {
      const { record } = write;
      return record.kind === "subscription"
        ? replacedSubscriptionWrites({ ...write, record }, index, isArchived(change, record.value, archived))
        : replaceWrites(write, index);
    }
    case "erase":
      if (write.record.kind === "subscription") throw new Error("A subscription is never erased.");
      return eraseWrites(write, index);
    case "claim":
      return [claimWrite(write, index)];
    case "release":
      return [releaseWrite(write)];
    case "pass":
      return [passWrite(write, index)];
    case "expect-form":
      return [expectFormWrite(write, index)];
    case "expect-service":
      return [expectServiceWrite(write, index)];
    case "expect-team":
      return [expectTeamWrite(write, index)];
    case "expect-consumer":
      return [expectConsumerWrite(write, index)];
    case "expect-no-subscription":
      return [expectNoSubscriptionWrite(write, index)];
    case "count":
      return [countWrite(write, index)];
    case "spend":
      return [spendWrite(write.spend, write.otherwise, index)];
    case "suspend-team":
      return [
        update(suspendedTeamsKey, { [write.suspended ? "add" : "take"]: { teams: new Set([write.team]) } }),
      ];
    case "publish-again":
      return [outboxWrite(write.event)];
    case "forget-sent":
      return [{ do: "delete", key: sentKey(write.key), conditions: [] }];
    case "admit-mail":
      return admitMailWrites(write, index, now);
    case "lift-suppression":
      return liftSuppressionWrites(write);
    case "put-off-mail":
      return putOffMailWrites(write, index, now);
    case "put-off-case":
      return putOffCaseWrites(write, index, now);
  }
};

interface Application {
  id: string;
  consumerId: string;
  service: string;
}

/** The write of the same change that ends what a new subscription comes after. */
const formerOf = (change: PlatformChange, created: Application, archived: ReadonlySet<string>) => {
  for (const write of change.writes) {
    if (write.write !== "replace" || write.record.kind !== "subscription") continue;
    const { value } = write.record;
    if (isSamePlace(value, created) && !archived.has(value.id)) return { ...write, record: write.record };
  }
  return undefined;
};

const isArchived = (
  change: PlatformChange,
  subscription: Application,
  archived: ReadonlySet<string>,
): boolean =>
  archived.has(subscription.id) ||
  change.writes.some(
    (write) =>
      write.write === "create" &&
      write.record.kind === "subscription" &&
      isSamePlace(write.record.value, subscription),
  );

const isSamePlace = (one: Application, other: Application): boolean =>
  one.consumerId === other.consumerId && one.service === other.service;

/** A missing record means a lost race: the writer has just read it. */
const countWrite = (write: Extract<PlatformWrite, { write: "count" }>, index: number): ItemWrite => {
  const { counter, by, most, otherwise } = write;
  const attribute = counter.what;
  return update(counterKey(counter), {
    add: { [attribute]: by },
    conditions: [
      unless(index, { is: by > 0 ? "open" : "stored" }, raced()),
      unless(index, { is: "within", attribute, by, ...(most === undefined ? {} : { most }) }, otherwise),
    ],
  });
};

const counterKey = (counter: Counter): Key => {
  switch (counter.of) {
    case "team":
      return teamKey(counter.slug);
    case "service":
      return serviceKey(counter.slug);
    case "consumer":
      return consumerKey(counter.id);
    case "issuer":
      return issuerKey(counter.issuer);
  }
};
