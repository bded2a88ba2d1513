import { hashKey, sha256 } from "../../key-ring/pepper.ts";
import { lookupOf } from "./credential-place.ts";
import type { HashedKey } from "./hashed-key.ts";
import { type CredentialIds, consumerPartOf, type MintWork } from "./minted.ts";
import { lastFourOf } from "./secret.ts";

/** How a secret is written that says which credential it is of. */
export interface SecretForm {
  randomBytes: number;
  mint(consumer: string, random: Uint8Array, lookup: string, prefix?: string): string;
}

/** A new secret of the credential, with the look-up part that its id gives, and what is stored of it. */
export const mintHashed = async (
  work: MintWork,
  { consumerId, id }: CredentialIds,
  { randomBytes, mint }: SecretForm,
): Promise<{ text: string; hashed: HashedKey }> => {
  const random = work.random(randomBytes);
  const text = mint(consumerPartOf(consumerId), random, lookupOf(id), work.stage.keyPrefix);
  const hashed = hashKey(await work.keys.ring("pepper"), sha256(text));
  return { text, hashed: { ...hashed, lastFour: lastFourOf(text) } };
};
