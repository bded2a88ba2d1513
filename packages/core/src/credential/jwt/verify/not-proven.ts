import { type Proof, refusedProof } from "../../../proof/proof.ts";
import type { CheckedToken } from "./check-token.ts";

/**
 * Why a token is of none of its candidates. One whose signature holds is told in its consumer's refusals what is wrong with
 * the claims. A signature that holds for none is told only where no other team could be meant.
 *
 * @throws Unavailable when the keys of one could not be had: it might have been that one's.
 */
export const notProven = (checked: readonly CheckedToken[]): Proof => {
  const signed = checked.find(({ reason }) => reason !== undefined && reason !== "bad-signature");
  if (signed?.reason) return refusedProof(signed.reason, signed.candidate.records);
  for (const { unavailable } of checked) if (unavailable) throw unavailable;
  const [first] = checked;
  if (!first) return refusedProof("unknown-credential");
  const teams = new Set(checked.map(({ candidate }) => candidate.records.consumer.team));
  return refusedProof("bad-signature", teams.size === 1 ? first.candidate.records : undefined);
};
