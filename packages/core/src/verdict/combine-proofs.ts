import type { Position } from "../credential/credential.ts";
import type { PendingSignature } from "./pending-signature.ts";
import type { KnownRecords, Proof } from "./proof.ts";
import type { BodyRule, CredentialReason, Nonce } from "./verdict.ts";

/** Everything in a request that was proven, as one. */
export interface Identified {
  records: KnownRecords;
  body: BodyRule;
  hide: Position[];
  nonce?: Nonce;
  /** What the body still has to prove. */
  signature?: PendingSignature;
}

/**
 * Several credentials in one request are one if all of them hold and name the same consumer. The first one counts,
 * unless another one is a signature: what a signature says of the body is never passed over.
 */
export const combineProofs = (
  definite: readonly Proof[],
  tentative: readonly Proof[],
): Identified | { reason: CredentialReason; records?: KnownRecords } => {
  // Whatever stands anywhere and is unknown was not meant for us.
  const all = [...definite, ...tentative.filter((proof) => !isUnknown(proof))];
  const refused = all.find((proof) => proof.outcome === "refused");
  if (refused) return refused;
  const held = all.filter((proof) => proof.outcome !== "refused");
  const signatures = held.filter(({ records }) => records.credential.type === "aksk");
  const [first] = signatures.length > 0 ? signatures : held;
  if (!first) return refusedReason("missing-credential");
  const { records, nonce } = first;
  const isOne = held.every((proof) => proof.records.consumer.id === records.consumer.id);
  // Two signatures may allow two bodies.
  if (!isOne || signatures.length > 1) return refusedReason("malformed-credential");
  return {
    records,
    body: first.outcome === "proven" ? first.body : "any",
    hide: held.flatMap(({ records: { credential }, at }) => (credential.hideCredential ? [at] : [])),
    ...(nonce ? { nonce } : {}),
    ...(first.outcome === "pending" ? { signature: first.signature } : {}),
  };
};

const refusedReason = (reason: CredentialReason) => ({ reason });

const isUnknown = (proof: Proof): boolean =>
  proof.outcome === "refused" && proof.reason === "unknown-credential";
