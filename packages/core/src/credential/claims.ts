import { isDeepStrictEqual } from "node:util";
import type { Consumer } from "../consumer/consumer.ts";
import { claimIssuer } from "../issuer/claim-issuer.ts";
import type { IssuerRecord } from "../issuer/issuer.ts";
import type { PassingName } from "../ownership/owned-name.ts";
import type { OtherWrite, Write } from "../store/change.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads } from "./credential-work.ts";
import { namedIssuer } from "./named-issuer.ts";
import { kindOfPointer } from "./pointer-kind.ts";

/**
 * The writes by which a credential of a team names the issuer of its public keys, if it has such keys.
 *
 * @throws Refusal `issuer-taken`
 */
export const issuerClaim = async (
  work: Pick<CredentialReads, "stores" | "now" | "random" | "limits">,
  team: string,
  credential: Credential,
): Promise<Write<IssuerRecord>[]> => {
  const issuer = namedIssuer(credential);
  return issuer === undefined ? [] : claimIssuer(work, team, issuer);
};

/** Whether a change lets tokens of another issuer, or by other keys, through. */
export const hasOtherKeys = (before: Credential, after: Credential): boolean =>
  before.type === "jwt" &&
  after.type === "jwt" &&
  (before.issuer !== after.issuer || !isDeepStrictEqual(before.key, after.key));

/** The writes that claim names for a credential of a team. */
export const claims = (
  { consumerId, id }: Pick<Credential, "consumerId" | "id">,
  team: string,
  pointers: readonly string[],
): OtherWrite[] =>
  pointers.map((value) => ({
    write: "claim",
    name: nameOf(team, value),
    holder: `${consumerId}/${id}`,
  }));

/** A credential is found by its team's names: one that is transferred at this moment has another team. */
export const ofTeamStill = ({ id, revision }: Pick<Consumer, "id" | "revision">): OtherWrite => ({
  write: "expect-consumer",
  id,
  revision,
});

export const releases = (team: string, pointers: readonly string[]): OtherWrite[] =>
  pointers.map((value) => ({ write: "release", name: nameOf(team, value) }));

const nameOf = (team: string, value: string): PassingName => {
  const kind = kindOfPointer(value);
  return kind === "token-identity" ? { kind, team, value } : { kind, value };
};
