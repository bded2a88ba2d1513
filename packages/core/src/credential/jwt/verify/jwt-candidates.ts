import type { FoundNames, IdentityHolder, IssuerOwner } from "../../../call-records/call-records.ts";
import { isLetIn } from "../../../issuer/issuer.ts";

/** Credentials that are looked at for one token. */
const MAX_CANDIDATES = 16;

/**
 * The credentials that a token may be of, the likeliest first. Every team has its turn, in the order in which they came:
 * however many identities one team registers, those of the others are looked at.
 *
 * @param names the closest first
 * @param owner of the issuer whose public keys sign the token: only its teams' credentials can be meant
 */
export const candidatesOf = (
  names: readonly string[],
  { holders }: Pick<FoundNames, "holders">,
  owner: IssuerOwner | undefined,
): IdentityHolder[] => {
  const all = names.flatMap((name) => holders.get(name) ?? []);
  const meant = owner ? all.filter(({ team }) => team === undefined || isLetIn(owner, team)) : all;
  const distinct = new Map(meant.map((holder) => [holder.credentialId, holder]));
  const byTeam = [...Map.groupBy(distinct.values(), ({ team, consumerId }) => team ?? consumerId).values()];
  byTeam.sort((one, other) => (firstOf(one) < firstOf(other) ? -1 : 1));
  const turns = Math.max(0, ...byTeam.map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) => byTeam.flatMap((holder) => holder[turn] ?? []))
    .flat()
    .slice(0, MAX_CANDIDATES);
};

const firstOf = (holders: readonly IdentityHolder[]): string =>
  holders.map(({ credentialId }) => credentialId).reduce((one, other) => (one < other ? one : other));
