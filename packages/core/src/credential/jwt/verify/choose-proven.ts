import type { KnownRecords } from "../../../proof/proof.ts";
import { credentialState } from "../../part/credential-state.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import { closeness, type SubjectFit } from "./jwt-identity.ts";

/** A credential that a token's signature and claims have proven. */
export interface ProvenToken {
  records: KnownRecords<JwtCredential>;
  fit: SubjectFit;
}

export type Choice<P extends ProvenToken> =
  | { outcome: "one"; proven: P }
  /** The first of each consumer. */
  | { outcome: "ambiguous"; proven: [P, ...P[]] };

/**
 * Which of the credentials that a token proves it identifies. A credential that may not be used counts only where no other
 * one fits. Of one team the closest fit counts. Where two consumers are left, they cannot be told apart.
 */
export const chooseProven = <P extends ProvenToken>(
  proven: readonly P[],
  now: number,
): Choice<P> | undefined => {
  const usable = proven.filter(({ records }) => isUsable(records, now));
  const closest = closestOfTeams(usable.length > 0 ? usable : proven);
  const [first, ...others] = new Map(
    closest.toReversed().map((each) => [each.records.consumer.id, each]),
  ).values();
  if (!first) return undefined;
  if (others.length === 0) return { outcome: "one", proven: first };
  return usable.length > 0
    ? { outcome: "ambiguous", proven: [first, ...others] }
    : { outcome: "one", proven: first };
};

const isUsable = ({ credential, consumer, suspendedTeams }: KnownRecords, now: number): boolean =>
  credentialState(credential, now) === undefined &&
  consumer.status === "active" &&
  !suspendedTeams.has(consumer.team);

const closestOfTeams = <P extends ProvenToken>(proven: readonly P[]): P[] => {
  const best = new Map<string, number>();
  for (const { records, fit } of proven) {
    const { team } = records.consumer;
    best.set(team, Math.min(closeness(fit), best.get(team) ?? Number.POSITIVE_INFINITY));
  }
  return proven.filter(({ records, fit }) => closeness(fit) === best.get(records.consumer.team));
};
