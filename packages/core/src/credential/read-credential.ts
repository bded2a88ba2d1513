import type { Consumer } from "../consumer/consumer.ts";
import { consumerFor, readConsumer } from "../consumer/read-consumer.ts";
import { expectRevision } from "../expect-revision.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads, CredentialWork } from "./credential-work.ts";
import { withLastUses } from "./last-use.ts";

/** @throws Refusal `not-found` also for a credential of another consumer. */
export const readCredential = async (
  work: CredentialReads,
  consumerId: string,
  id: string,
): Promise<Credential> => {
  await readConsumer(work, consumerId);
  return withLastUse(work, found(await work.stores.credential(consumerId, id)));
};

/** A credential that the caller may change, at the revision that they expect. @throws Refusal */
export const credentialToChange = async (
  work: CredentialWork,
  consumerId: string,
  id: string,
): Promise<{ consumer: Consumer; credential: Credential }> => {
  const consumer = await consumerFor(work, consumerId, "change-credentials");
  const credential = found(await work.stores.credential(consumerId, id));
  expectRevision(work.expectedRevision, credential);
  return { consumer, credential: await withLastUse(work, credential) };
};

export const listCredentials = async (
  work: CredentialReads,
  consumerId: string,
  page: PageRequest,
): Promise<Page<Credential>> => {
  await readConsumer(work, consumerId);
  const { items, ...rest } = await work.stores.credentials(consumerId, page);
  return { items: await withLastUses(work.stores, consumerId, items), ...rest };
};

const withLastUse = async ({ stores }: CredentialReads, credential: Credential): Promise<Credential> => {
  const [used = credential] = await withLastUses(stores, credential.consumerId, [credential]);
  return used;
};

const found = (credential: Credential | undefined): Credential => {
  if (!credential) throw notFound("credential");
  return credential;
};
