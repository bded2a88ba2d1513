import { readConsumer } from "../consumer/read-consumer.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads } from "./credential-work.ts";
import { asTheyAreNow } from "./read-credential.ts";

/** What the credentials of a consumer can be in the order of: they are few, so that all of them are read. */
export type CredentialSort = "created" | "name" | "last-used";

export interface CredentialSearch {
  /** Part of the name, the id, the type or what is shown of the secret. */
  q?: string;
  by?: CredentialSort;
  backwards?: true;
}

/** At most as many as a page may have; a stage's setting allows no consumer more. */
const MOST = 200;

/** The credentials that contain `q`, in order. @throws Refusal `not-found` as for reading their consumer. */
export const findCredentials = async (
  work: CredentialReads,
  consumerId: string,
  { q, by = "created", backwards }: CredentialSearch,
): Promise<Credential[]> => {
  const consumer = await readConsumer(work, consumerId);
  const { items: all } = await work.stores.credentials(consumerId, { limit: MOST });
  const items = await asTheyAreNow(work, consumer, all);
  const found = q === undefined ? items : items.filter((each) => contains(each, q));
  return found.toSorted((one, other) => (isBefore(one, other, by) === (backwards !== true) ? -1 : 1));
};

const contains = ({ id, name, type, hint }: Credential, q: string): boolean =>
  [id, name, type, hint].join("\n").toLowerCase().includes(q.trim().toLowerCase());

/** A place in the order; the id tells those apart that are the same otherwise. */
export const placeInOrder = ({ id, name, lastUsedAt }: Credential, by: CredentialSort = "created"): string =>
  by === "name" ? `${name.toLowerCase()}\n${id}` : by === "last-used" ? `${lastUsedAt ?? ""}\n${id}` : id;

const isBefore = (one: Credential, other: Credential, by: CredentialSort): boolean =>
  placeInOrder(one, by) < placeInOrder(other, by);
