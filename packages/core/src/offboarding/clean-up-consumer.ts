import { actorName, SYSTEM } from "../access/actor.ts";
import { type Consumer, type ConsumerRecord, isDeleted } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { Credential, CredentialRecord } from "../credential/credential.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import { revocation } from "../credential/revoke-credential.ts";
import { Refusal } from "../refusal.ts";
import type { Change, Commit, Write } from "../store/change.ts";
import { stepAfterDeletion } from "../subscription/after-deletion.ts";
import { carryOut } from "../subscription/carry-out.ts";
import type { Subscription, SubscriptionRecord, SubscriptionStatus } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";

export interface CleanUp {
  stores: ConsumerStore & CredentialStore & SubscriptionStore;
  now: number;
  commit: Commit<ConsumerRecord | CredentialRecord | SubscriptionRecord>;
}

const PAGE = 50;

/** Items of one transaction, which may hold 100: the rest is for the counter and the other items that a commit adds. */
const MAX_ITEMS = 80;

const REASON = "the consumer was deleted";

/** The lists that hold what has not ended: a renewal may still be asked for after the end. */
const UNFINISHED: readonly SubscriptionStatus[] = ["pending", "active", "suspended", "expired"];

/**
 * Removes what a deleted consumer leaves: its credentials, its subscriptions, and at last its record; its name
 * stays taken. Every step is a transaction of its own and none is repeated, so it may stop anywhere and be begun
 * again. A consumer that is not deleted is left alone.
 *
 * @throws Raced or Refusal `not-empty` when something changed meanwhile: begin again.
 */
export const cleanUpConsumer = async (work: CleanUp, consumerId: string): Promise<void> => {
  const consumer = await work.stores.consumer(consumerId);
  if (!consumer || !isDeleted(consumer)) return;
  await removeCredentials(work, consumer);
  for (const status of UNFINISHED) await endSubscriptions(work, consumer, status);
  await work.commit(erasure(consumer));
};

const removeCredentials = async (work: CleanUp, consumer: Consumer): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await work.stores.credentials(consumer.id, { limit: PAGE, ...(cursor ? { cursor } : {}) });
    // The list may lag behind: what it names is read again before anything is decided.
    const read = await Promise.all(page.items.map(({ id }) => work.stores.credential(consumer.id, id)));
    for (const batch of inBatches(
      consumer,
      read.flatMap((credential) => credential ?? []),
    ))
      await work.commit(removal(consumer, batch));
    cursor = page.cursor;
  } while (cursor !== undefined);
};

const inBatches = ({ team }: Consumer, credentials: readonly Credential[]): Credential[][] => {
  const batches: Credential[][] = [];
  let items = MAX_ITEMS;
  for (const credential of credentials) {
    // Each write is an item, and so is the event.
    const more = revocation(credential, team).length + 1;
    if (items + more > MAX_ITEMS) {
      batches.push([]);
      items = 0;
    }
    batches.at(-1)?.push(credential);
    items += more;
  }
  return batches;
};

const removal = (
  consumer: Consumer,
  credentials: readonly Credential[],
): Change<ConsumerRecord | CredentialRecord> => ({
  writes: credentials.flatMap((credential): Write<CredentialRecord>[] =>
    revocation(credential, consumer.team),
  ),
  events: credentials.map((credential) => ({
    actor: actorName(SYSTEM),
    reason: REASON,
    type: "credential.revoked",
    team: consumer.team,
    consumer: consumer.id,
    credential: credential.id,
  })),
  result: { kind: "consumer", keys: { consumer: consumer.id } },
});

const endSubscriptions = async (
  work: CleanUp,
  consumer: Consumer,
  status: SubscriptionStatus,
): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await work.stores.subscriptionsOfConsumer(
      consumer.id,
      { status },
      { limit: PAGE, ...(cursor ? { cursor } : {}) },
    );
    for (const { id } of page.items) await endSubscription(work, await work.stores.subscription(id));
    cursor = page.cursor;
  } while (cursor !== undefined);
};

const endSubscription = async (work: CleanUp, found: Subscription | undefined): Promise<void> => {
  let subscription = found;
  let step = subscription && stepAfterDeletion(subscription, work.now);
  while (subscription && step) {
    subscription = await carryOut(work, subscription, step, { actor: SYSTEM, reason: REASON });
    step = stepAfterDeletion(subscription, work.now);
  }
};

const erasure = (consumer: Consumer): Change<ConsumerRecord> => ({
  writes: [
    {
      write: "erase",
      record: { kind: "consumer", value: consumer },
      tombstone: false,
      empty: { otherwise: new Refusal("not-empty", "The consumer has credentials or subscriptions still.") },
    },
  ],
  events: [],
  result: { kind: "consumer", keys: { consumer: consumer.id } },
});
