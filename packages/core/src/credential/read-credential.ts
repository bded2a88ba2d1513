import type { Consumer } from "../consumer/consumer.ts";
import { consumerFor, readConsumer } from "../consumer/read-consumer.ts";
import { expectRevision } from "../expect-revision.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads, CredentialWork } from "./credential-work.ts";

/** @throws Refusal `not-found` also for a credential of another consumer. */
export const readCredential = async (
  work: CredentialReads,
  consumerId: string,
  id: string,
): Promise<Credential> => {
  await readConsumer(work, consumerId);
  return found(await work.stores.credential(consumerId, id));
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
  return { consumer, credential };
};

export const listCredentials = async (
  work: CredentialReads,
  consumerId: string,
  page: PageRequest,
): Promise<Page<Credential>> => {
  await readConsumer(work, consumerId);
  return work.stores.credentials(consumerId, page);
};

const found = (credential: Credential | undefined): Credential => {
  if (!credential) throw notFound("credential");
  return credential;
};
