import type { ParsedJwt } from "@latchkey/signing/jwt/parse-jwt";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { TokenNames } from "../../../call-records/call-records.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition } from "../../../presented/presented.ts";
import { type KnownRecords, knownRecords } from "../../../proof/proof.ts";
import type { Position } from "../../part/position.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import { letInByIssuer } from "./issuer-owners.ts";
import { candidatesOf } from "./jwt-candidates.ts";
import { issuerClaim, jwtNames, type SubjectFit, subjectFit } from "./jwt-identity.ts";

/** A credential that a token may be of: whether it is, its signature and claims say. */
export interface FittingCandidate {
  records: KnownRecords<JwtCredential>;
  fit: SubjectFit;
  /** The position of the token. */
  position: Position;
}

export interface LookedUpToken {
  jwt: ParsedJwt;
  positions: readonly Position[];
  /** By which it is found if it is an imported key. */
  keyNames: readonly string[];
}

/** What a token is looked up by, as a token and as an imported key. */
export const tokenNames = ({ claims }: ParsedJwt, keyNames: readonly string[]): TokenNames => {
  const issuer = issuerClaim(claims);
  return {
    identities: [...jwtNames(claims), ...keyNames],
    issuers: issuer === undefined ? [] : [issuer],
  };
};

/**
 * All that a token may be of, when it was asked whose its issuer is (milliseconds since the epoch), and whether it is an
 * imported key.
 */
export const fittingCandidates = async (
  { jwt, positions, keyNames }: LookedUpToken,
  { service }: CallRequest,
  reader: CallReader,
): Promise<{ fitting: FittingCandidate[]; at: number; isKey: boolean }> => {
  const issuer = issuerClaim(jwt.claims);
  const names = jwtNames(jwt.claims);
  const asked = tokenNames(jwt, keyNames);
  const found = await reader.token(asked);
  const isShared = jwt.algorithm.startsWith("HS");
  const owner = isShared || issuer === undefined ? undefined : found.owners.get(issuer);
  const candidates = candidatesOf(names, found, owner);
  const all = await reader.recordsOf(
    candidates.map(({ consumerId, lookup }) => ({ consumerId, lookup, service })),
  );
  const fitting = all.flatMap((each): FittingCandidate[] => {
    const records = knownRecords(each, "jwt");
    if (!records?.credential.algorithms.some((algorithm) => algorithm === jwt.algorithm)) return [];
    const position = expectedPosition(records.credential, positions);
    const fit = subjectFit(jwt.claims, records.credential);
    return position && fit ? [{ records, fit, position }] : [];
  });
  return {
    fitting: await letInByIssuer(reader, fitting, found, asked.issuers),
    at: found.at,
    isKey: keyNames.some((name) => found.holders.has(name)),
  };
};
