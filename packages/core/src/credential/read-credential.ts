import type { Consumer } from "../consumer/consumer.ts";
import { consumerFor, readConsumer } from "../consumer/read-consumer.ts";
import { expectRevision } from "../expect-revision.ts";
import type { ListOf } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads, CredentialWork } from "./credential-work.ts";
import { withLastUses } from "./last-use.ts";
import { endingWithin, longestLife } from "./longest-life.ts";
import type { CredentialIds } from "./part/minted.ts";

/** @throws Refusal `not-found` also for a credential of another consumer. */
export const readCredential = async (
  work: CredentialReads,
  { consumerId, id }: CredentialIds,
): Promise<Credential> => {
  const consumer = await readConsumer(work, consumerId);
  return asItIsNow(work, consumer, found(await work.stores.credential(consumerId, id)));
};

/** A credential that the caller may change, at the revision that they expect. @throws Refusal */
export const credentialToChange = async (
  work: CredentialWork,
  { consumerId, id }: CredentialIds,
): Promise<{ consumer: Consumer; credential: Credential }> => {
  const consumer = await consumerFor(work, consumerId, "change-credentials");
  const credential = found(await work.stores.credential(consumerId, id));
  expectRevision(work.expectedRevision, credential);
  return { consumer, credential: await asItIsNow(work, consumer, credential) };
};

export const listCredentials: ListOf<CredentialReads, Credential> = async (work, consumerId, page) => {
  const consumer = await readConsumer(work, consumerId);
  const { items, ...rest } = await work.stores.credentials(consumerId, page);
  return { items: await asTheyAreNow(work, consumer, items), ...rest };
};

/**
 * Credentials with their last use, and with the end that their team's rule gives them: it holds from when it is set, also while
 * the records are still being written.
 */
export const asTheyAreNow = async (
  { stores }: Pick<CredentialReads, "stores">,
  consumer: Consumer,
  credentials: readonly Credential[],
): Promise<Credential[]> => {
  const [used, days] = await Promise.all([
    withLastUses(stores, consumer.id, credentials),
    credentials.length === 0 ? undefined : longestLife(stores, consumer),
  ]);
  return used.map((credential) => endingWithin(credential, days));
};

const asItIsNow = async (
  work: Pick<CredentialReads, "stores">,
  consumer: Consumer,
  credential: Credential,
): Promise<Credential> => {
  const [now = credential] = await asTheyAreNow(work, consumer, [credential]);
  return now;
};

const found = (credential: Credential | undefined): Credential => {
  if (!credential) throw notFound("credential");
  return credential;
};
