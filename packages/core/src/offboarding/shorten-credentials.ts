import { actorName, SYSTEM } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import { type Consumer, exists } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { Credential, CredentialRecord } from "../credential/credential.ts";
import { credentialEvent, credentialResult } from "../credential/credential-event.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import { endingWithin, longestLife } from "../credential/longest-life.ts";
import { nextRevision } from "../resource.ts";
import type { Commit } from "../store/change.ts";
import type { TeamStore } from "../team/team-store.ts";

export interface Shortening {
  stores: Pick<ConsumerStore, "consumer" | "consumersOf"> &
    Pick<CredentialStore, "credential" | "credentials"> &
    Pick<TeamStore, "team">;
  now(): number;
  commit(now: number): Commit<CredentialRecord>;
  /** Runs a change again that has raced. */
  again<T>(run: () => Promise<T>): Promise<T>;
}

const PAGE = 200;

/**
 * Ends every credential of a team no later than the team's rule says now. It may stop anywhere and be begun again: what it has
 * shortened it leaves alone. A credential that is issued meanwhile is looked at by itself (`shortenCredential`), after its own
 * event: the lists here may lag behind.
 */
export const shortenCredentials = async (work: Shortening, team: string): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await work.stores.consumersOf(team, { limit: PAGE, ...(cursor ? { cursor } : {}) });
    for (const consumer of page.items) if (exists(consumer)) await shortenOf(work, consumer);
    cursor = page.cursor;
  } while (cursor !== undefined);
};

/** Those of one consumer, by the rule of the team that has it now. */
export const shortenCredentialsOf = async (work: Shortening, consumerId: string): Promise<void> => {
  const consumer = await work.stores.consumer(consumerId);
  if (exists(consumer)) await shortenOf(work, consumer);
};

const shortenOf = async (work: Shortening, consumer: Consumer): Promise<void> => {
  const days = await longestLife(work.stores, consumer);
  if (days === undefined) return;
  const { items } = await work.stores.credentials(consumer.id, { limit: PAGE });
  for (const each of items)
    if (endingWithin(each, days) !== each) await shortenCredential(work, consumer.id, each.id);
};

/** Ends one credential no later than its team's rule says now. Repeated, it finds nothing to do. */
export const shortenCredential = (work: Shortening, consumerId: string, id: string): Promise<void> =>
  work.again(async () => {
    const consumer = await work.stores.consumer(consumerId);
    if (!exists(consumer)) return;
    const days = await longestLife(work.stores, consumer);
    const credential = days === undefined ? undefined : await work.stores.credential(consumerId, id);
    if (!credential) return;
    const shortened = endingWithin(credential, days);
    if (shortened === credential) return;
    await work.commit(work.now())(changeOf(shortened, consumer.team, work.now()));
  });

/** Reminders that the new end would have made due before now are not sent; that it has ended already is told. */
const changeOf = (credential: Credential, team: string, now: number) => {
  const at = isoTime(now);
  const isOver = credential.expiresAt !== undefined && credential.expiresAt <= at;
  const actor = actorName(SYSTEM);
  return {
    writes: [
      {
        write: "replace" as const,
        record: {
          kind: "credential" as const,
          value: nextRevision<Credential>(credential, { remindedUntil: at }, at),
        },
      },
    ],
    events: isOver ? [credentialEvent({ actor }, team, credential, "credential.expired")] : [],
    result: credentialResult(credential),
  };
};
