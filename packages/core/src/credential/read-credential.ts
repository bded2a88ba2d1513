import { readConsumer } from "../consumer/read-consumer.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads } from "./credential-work.ts";

/** @throws Refusal `not-found` also for a credential of another consumer. */
export const readCredential = async (
  work: CredentialReads,
  consumerId: string,
  id: string,
): Promise<Credential> => {
  await readConsumer(work, consumerId);
  const credential = await work.stores.credential(consumerId, id);
  if (!credential) throw notFound("credential");
  return credential;
};

export const listCredentials = async (
  work: CredentialReads,
  consumerId: string,
  page: PageRequest,
): Promise<Page<Credential>> => {
  await readConsumer(work, consumerId);
  return work.stores.credentials(consumerId, page);
};
