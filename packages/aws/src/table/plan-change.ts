import { DEFAULT_TIMING, type Timing } from "@latchkey/core/due/timing";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { PlatformChange, PlatformWrite } from "@latchkey/core/platform/records";
import type { Counter } from "@latchkey/core/store/change";
import { type Writer, withWriter } from "../audit/written-by.ts";
import { outboxWrite } from "../outbox/outbox-item.ts";
import { spendWrite } from "./allowance-table.ts";
import { unless } from "./condition.ts";
import { type ItemWrite, update } from "./item-write.ts";
import { consumerKey, type Key, serviceKey, suspendedTeamsKey, teamKey } from "./keys.ts";
import { sentKey } from "./mail-keys.ts";
import { mergeWrites } from "./merge-writes.ts";
import { issuerKey } from "./ownership-keys.ts";
import { withDueTime } from "./plan-due-time.ts";
import { planAdmit, planLift, planPutOff } from "./plan-mail.ts";
import { planClaim, planExpectForm, planRelease } from "./plan-ownership.ts";
import { planCreate, planErase, planReplace, raced } from "./plan-record.ts";
import { planNewSubscription, planReplacedSubscription } from "./plan-subscription.ts";

/**
 * What a change does to each item of the table.
 *
 * @param archived ids of subscriptions that are known to be no longer the latest of their consumer and service.
 */
export const planChange = (
  change: PlatformChange,
  archived: ReadonlySet<string>,
  { now, timing = DEFAULT_TIMING, by, ring }: PlanContext,
): ItemWrite[] =>
  mergeWrites(
    change.writes.flatMap((write, index) =>
      planWrite(change, write, index, archived, now)
        .map(withDueTime(write, timing))
        .flatMap(withWriter(change, write, { now, writer: by, ring })),
    ),
  );

interface PlanContext {
  /** Milliseconds since the epoch. */
  now: number;
  timing?: Timing;
  by?: Writer;
  /** The ring `record`: what is written is sealed under it. */
  ring: KeyRing | undefined;
}

const planWrite = (
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
        ? planNewSubscription({ ...write, record }, index, formerOf(change, record.value, archived))
        : planCreate(write, index);
    }
    case "replace": {
      const { record } = write;
      return record.kind === "subscription"
        ? planReplacedSubscription({ ...write, record }, index, isArchived(change, record.value, archived))
        : planReplace(write, index);
    }
    case "erase":
      if (write.record.kind === "subscription") throw new Error("A subscription is never erased.");
      return planErase(write, index);
    case "claim":
      return [planClaim(write, index)];
    case "release":
      return [planRelease(write)];
    case "expect-form":
      return [planExpectForm(write, index)];
    case "count":
      return [planCount(write, index)];
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
      return planAdmit(write, index, now);
    case "lift-suppression":
      return planLift(write);
    case "put-off-mail":
      return planPutOff(write, index, now);
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

/** A record that is gone has raced: whoever counts on it has just read it. */
const planCount = (write: Extract<PlatformWrite, { write: "count" }>, index: number): ItemWrite => {
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
