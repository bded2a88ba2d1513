import { hash } from "node:crypto";
import { base62 } from "../../id.ts";

const LOOKUP_LENGTH = 6;

/** Where a credential is in the table: its consumer and its public look-up part. */
export interface CredentialPlace {
  consumerId: string;
  lookup: string;
}

/**
 * The public look-up part of a credential's minted keys: 6 base62 characters from SHA-256 of its id. So those who
 * manage it find it by its id, the authorizer by the key, and a rotation keeps it.
 */
export const lookupOf = (credentialId: string): string =>
  base62(hash("sha256", credentialId, "buffer").subarray(0, 8), LOOKUP_LENGTH);
