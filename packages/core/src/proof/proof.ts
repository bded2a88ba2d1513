import type { CallRecords } from "../call-records/call-records.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Rehash } from "../credential/api-key/rehash.ts";
import type { Credential, Position } from "../credential/credential.ts";
import type { BodyRule, CredentialReason, Nonce } from "../verdict/verdict.ts";
import type { PendingSignature } from "./pending-signature.ts";

/** The records of a call whose credential and consumer exist. */
export type KnownRecords<C extends Credential = Credential> = CallRecords & {
  credential: C;
  consumer: Consumer;
};

/** What one presented credential has turned out to be. */
export type Proof =
  | {
      outcome: "proven";
      records: KnownRecords;
      at: Position;
      body: BodyRule;
      nonce?: Nonce;
      rehash?: Rehash;
    }
  /** It is known, and may hold: the body decides. */
  | { outcome: "pending"; records: KnownRecords; at: Position; signature: PendingSignature; nonce?: Nonce }
  | {
      outcome: "refused";
      reason: CredentialReason;
      records?: KnownRecords;
      /** Of others whom it concerns as much. */
      others?: readonly KnownRecords[];
    };

export const refusedProof = (reason: CredentialReason, records?: KnownRecords): Proof =>
  records ? { outcome: "refused", reason, records } : { outcome: "refused", reason };

export type HeldProof = Exclude<Proof, { outcome: "refused" }>;

/** Whether it is proven, or will be by the body. */
export const isHeld = (proof: Proof): proof is HeldProof => proof.outcome !== "refused";

/** A token that proves several consumers is none's. */
export const ambiguousProof = ([records, ...others]: readonly KnownRecords[]): Proof => ({
  outcome: "refused",
  reason: "ambiguous-token",
  ...(records ? { records } : {}),
  others,
});

/** The records, if they are of a credential of this type whose consumer has not been deleted. */
export const knownRecords = <T extends Credential["type"]>(
  records: CallRecords,
  type: T,
): KnownRecords<Credential & { type: T }> | undefined => (isKnown(records, type) ? records : undefined);

const isKnown = <T extends Credential["type"]>(
  records: CallRecords,
  type: T,
): records is KnownRecords<Credential & { type: T }> => {
  const { credential, consumer } = records;
  return credential?.type === type && consumer !== undefined && consumer.status !== "deleted";
};

/** The secrets that still work: the current one, and the former one until its overlap is over. */
export const livingSecrets = <S extends { validUntil?: string | undefined }>(
  secrets: readonly S[],
  now: number,
): S[] => secrets.filter(({ validUntil }) => validUntil === undefined || Date.parse(validUntil) > now);
