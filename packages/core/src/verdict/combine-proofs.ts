import { credentialState } from "../credential/part/credential-state.ts";
import type { Position } from "../credential/part/position.ts";
import type { Rehash } from "../credential/part/rehash.ts";
import type { UseMark } from "../credential/part/secret.ts";
import type { BodyRule, CredentialReason, PendingSignature } from "../proof/proof.ts";
import { type HeldProof, isHeld, type KnownRecords, type Proof } from "../proof/proof.ts";
import type { Nonce } from "../proof/replay-protection.ts";

/** Everything in a request that was proven, as one. */
export interface Identified {
  records: KnownRecords;
  body: BodyRule;
  hide: Position[];
  keep: Position[];
  nonce?: Nonce;
  rehash?: Rehash;
  mark?: UseMark;
  /** What the body still has to prove. */
  signature?: PendingSignature;
}

export interface Unidentified {
  reason: CredentialReason;
  records?: KnownRecords;
  others?: readonly KnownRecords[];
}

/**
 * Several credentials in one request are one if all of them hold and name the same consumer. The first one counts,
 * unless another one is a signature: what a signature says of the body is never passed over.
 */
export const combineProofs = (
  definite: readonly Proof[],
  tentative: readonly Proof[],
  now: number,
): Identified | Unidentified => {
  const [only] = definite;
  // Nearly every request carries one credential.
  if (only && isHeld(only) && definite.length === 1 && tentative.length === 0)
    return endedOf(only, now) ?? identifiedBy(only, [only]);
  // An unknown value in a place that accepts any header is not treated as a credential.
  const all = [...definite, ...tentative.filter((proof) => !isUnknown(proof))];
  const refused = all.find((proof) => proof.outcome === "refused");
  if (refused) return refused;
  const held = all.filter(isHeld);
  const signatures = held.filter(({ records }) => records.credential.type === "aksk");
  const [first] = signatures.length > 0 ? signatures : held;
  if (!first) return { reason: "missing-credential" };
  const isOne = held.every((proof) => proof.records.consumer.id === first.records.consumer.id);
  // Two signatures may allow two bodies.
  if (!isOne || signatures.length > 1) return { reason: "malformed-credential" };
  // In any order: if one of the credentials may no longer be used, the call is refused, even if another one is valid.
  for (const proof of held) {
    const ended = endedOf(proof, now);
    if (ended) return ended;
  }
  return identifiedBy(first, held);
};

const endedOf = ({ records }: HeldProof, now: number): Unidentified | undefined => {
  const reason = credentialState(records.credential, now);
  return reason && { reason, records };
};

/** @param held all that was proven beside it, itself included */
const identifiedBy = (first: HeldProof, held: readonly HeldProof[]): Identified => {
  const identified: Identified = {
    records: first.records,
    body: first.outcome === "proven" ? first.body : "any",
    hide: [],
    keep: [],
  };
  for (const { records, at } of held)
    (records.credential.hideCredential ? identified.hide : identified.keep).push(at);
  if (first.nonce) identified.nonce = first.nonce;
  if (first.outcome === "proven" && first.rehash) identified.rehash = first.rehash;
  if (first.outcome === "proven" && first.mark) identified.mark = first.mark;
  if (first.outcome === "pending") identified.signature = first.signature;
  return identified;
};

const isUnknown = (proof: Proof): boolean =>
  proof.outcome === "refused" && proof.reason === "unknown-credential";
