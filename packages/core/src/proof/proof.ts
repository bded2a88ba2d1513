import type { Completion } from "@latchkey/signing/signature/completion";
import type { CallRecords } from "../call-records/call-records.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { exists } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import type { Position } from "../credential/part/position.ts";
import type { Rehash } from "../credential/part/rehash.ts";
import type { UseMark } from "../credential/part/secret.ts";
import type { Nonce } from "./replay-protection.ts";

/** About the credential itself: for each of them the caller is told `invalid-credential`. */
export type CredentialReason =
  | "missing-credential"
  | "malformed-credential"
  | "unknown-credential"
  | "credential-expired"
  | "credential-disabled"
  | "bad-signature"
  /** Two consumers that the token fits equally well. */
  | "ambiguous-token"
  | "clock-skew"
  | "replayed"
  | "body-mismatch"
  /** Too many wrong passwords: not looked at. */
  | "rate-limited";

/** Which body the gateway may forward. */
export type BodyRule = "any" | "none" | `sha256=${string}`;

/** A signature that waits for the body. It holds signing keys: it leaves the process only sealed. */
export interface PendingSignature {
  /** One for each secret that works; any of them will do. */
  completions: (Completion & { mark?: UseMark | undefined })[];
  /** Names of the header fields that are signed, in lower case. */
  signedHeaders: string[];
}

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
      /** Of the secret that it was proven with. */
      mark?: UseMark | undefined;
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

/** A token that proves several consumers identifies none of them. */
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
  return credential?.type === type && exists(consumer);
};
