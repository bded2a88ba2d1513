import type { PlatformWrite } from "@latchkey/core/platform/records";
import { isDecision } from "@latchkey/core/subscription/history-action";
import { waitsSince } from "@latchkey/core/subscription/pending-request";
import {
  isLiving,
  type NamedEntry,
  namedEntry,
  type Subscription,
} from "@latchkey/core/subscription/subscription";
import { type Condition, unless } from "../dynamo/condition.ts";
import type { ItemWrite } from "../dynamo/item-write.ts";
import { currentSubscriptionKey, historyKey, type Placed } from "../dynamo/keys.ts";
import { applicationsOf, decisionsOf, subscriptionsOfTeam } from "../dynamo/subscription-lists.ts";
import { listAttributes } from "./list-attributes.ts";
import { createWrites, raced, replaced, replaceRecord } from "./write-record.ts";

/*
 * A subscription is written to two places at once: by its id with its history, permanently, and, while it is the latest of
 * its consumer and service, where the authorizer finds it. Only these functions write either, so they cannot drift. Each
 * history entry is an item of its own besides, which nothing ever changes.
 */

type WriteOf<W extends PlatformWrite["write"]> = Extract<PlatformWrite, { write: W }>;
interface Replacing extends WriteOf<"replace"> {
  record: Extract<WriteOf<"replace">["record"], { kind: "subscription" }>;
}
interface Creating extends WriteOf<"create"> {
  record: Extract<WriteOf<"create">["record"], { kind: "subscription" }>;
}

/** `former` is the current subscription where the same change ends what was left of it. */
export const newSubscriptionWrites = (write: Creating, index: number, former?: Replacing): ItemWrite[] => {
  const subscription = write.record.value;
  if (former && isLiving(former.record.value.status))
    throw new Error("A change replaces a living subscription by another one.");
  return [
    ...createWrites(write, index),
    current(
      subscription,
      former ? isCurrent(index, former) : [unless(index, { is: "ended" }, write.otherwise)],
    ),
    ...historyItems(subscription),
  ];
};

/** An archived one is no longer the latest: then it is written by its id alone. */
export const replacedSubscriptionWrites = (
  write: Replacing,
  index: number,
  archived: boolean,
): ItemWrite[] => {
  const subscription = write.record.value;
  return [
    replaceRecord(write, index),
    ...(archived ? [] : [current(subscription, isCurrent(index, write))]),
    ...historyItems(subscription),
  ];
};

const isCurrent = (index: number, write: Replacing): Condition[] => [
  unless(index, { is: "equal", attribute: "id", value: write.record.value.id }, raced()),
  unless(index, { is: "equal", attribute: "revision", value: replaced(write) }, raced()),
];

const current = (subscription: Subscription, conditions: Condition[]): ItemWrite => ({
  do: "put",
  key: currentSubscriptionKey(subscription.consumerId, subscription.service),
  attributes: placeAttributes(subscription),
  conditions,
});

/** What stands in a place, but for its author. */
export const placeAttributes = ({ history: _kept, ...doc }: Subscription) => ({
  doc,
  id: doc.id,
  revision: doc.revision,
  living: isLiving(doc.status),
  ...listAttributes(placeLists(doc), doc.id),
});

/** After every time. */
const NEVER = "never";

/** A place is listed for its consumer's team, and for the provider while a decision is asked for. */
export const placeLists = (subscription: Omit<Subscription, "history">): Placed[] => {
  const { id, consumerName, consumerTeam, service, status, expiresAt = NEVER } = subscription;
  const since = waitsSince(subscription);
  return [
    ...(since === undefined
      ? []
      : [{ ...applicationsOf(subscription.serviceTeam), place: `${since}#${id}` }]),
    { ...subscriptionsOfTeam(consumerTeam, "consumer"), place: `${consumerName}#${service}` },
    { ...subscriptionsOfTeam(consumerTeam, "service"), place: `${service}#${consumerName}` },
    { ...subscriptionsOfTeam(consumerTeam, { status }), place: `${expiresAt}#${id}` },
  ];
};

/** A decision is listed for the provider. */
export const entryLists = (
  { id, serviceTeam }: Pick<Subscription, "id" | "serviceTeam">,
  { action, at }: Pick<NamedEntry, "action" | "at">,
): Placed[] => (isDecision(action) ? [{ ...decisionsOf(serviceTeam), place: `${at}#${id}` }] : []);

/**
 * The entries that this change adds: those at the end that have its time. Should an earlier change have the same
 * time, its entries are written again just as they are, to the same keys.
 */
const historyItems = ({ id, serviceTeam, history, updatedAt }: Subscription): ItemWrite[] =>
  history.slice(history.findLastIndex(({ at }) => at !== updatedAt) + 1).map((entry, index) => ({
    do: "put" as const,
    key: historyKey(id, entry.at, index),
    attributes: { entry: namedEntry(entry), ...listAttributes(entryLists({ id, serviceTeam }, entry), id) },
    conditions: [],
  }));
