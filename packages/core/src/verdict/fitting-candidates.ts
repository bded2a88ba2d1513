import type { ParsedJwt } from "@latchkey/signing/jwt/parse-jwt";
import type { JwtCredential, Position } from "../credential/credential.ts";
import type { CallRequest } from "./call-request.ts";
import { letInByIssuer } from "./issuer-owners.ts";
import { candidatesOf } from "./jwt-candidates.ts";
import { issuerClaim, jwtNames, type SubjectFit, subjectFit } from "./jwt-identity.ts";
import type { Look } from "./look.ts";
import { expectedPlace } from "./presented.ts";
import { type KnownRecords, knownRecords } from "./proof.ts";

/** A credential that a token may be of: whether it is, its signature and claims say. */
export interface FittingCandidate {
  records: KnownRecords<JwtCredential>;
  fit: SubjectFit;
  /** Where the token stands. */
  position: Position;
}

/** All that a token may be of, and when it was asked whose its issuer is: milliseconds since the epoch. */
export const fittingCandidates = async (
  jwt: ParsedJwt,
  places: readonly Position[],
  { service }: CallRequest,
  look: Look,
): Promise<{ fitting: FittingCandidate[]; at: number }> => {
  const issuer = issuerClaim(jwt.claims);
  const issuers = issuer === undefined ? [] : [issuer];
  const names = jwtNames(jwt.claims);
  const found = await look.token({ identities: names, issuers });
  const isShared = jwt.algorithm.startsWith("HS");
  const owner = isShared || issuer === undefined ? undefined : found.owners.get(issuer);
  const candidates = candidatesOf(names, found, owner);
  const all = await look.recordsOf(
    candidates.map(({ consumerId, lookup }) => ({ consumerId, lookup, service })),
  );
  const fitting = all.flatMap((each): FittingCandidate[] => {
    const records = knownRecords(each, "jwt");
    if (!records?.credential.algorithms.some((algorithm) => algorithm === jwt.algorithm)) return [];
    const position = expectedPlace(records.credential, places);
    const fit = subjectFit(jwt.claims, records.credential);
    return position && fit ? [{ records, fit, position }] : [];
  });
  return { fitting: await letInByIssuer(look, fitting, found, issuers), at: found.at };
};
