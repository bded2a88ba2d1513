import { hash } from "node:crypto";
import { type ParsedJwt, parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import type { TokenStage } from "../../../access-token/access-token.ts";
import { type CacheFigures, TimedCache } from "../../../cache/timed-cache.ts";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { CallRecords } from "../../../call-records/call-records.ts";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition, type PresentedAt } from "../../../presented/presented.ts";
import type { JwksSource } from "../../../proof/jwks-source.ts";
import { ambiguousProof, knownRecords, type Proof, refusedProof } from "../../../proof/proof.ts";
import type { CredentialPlace } from "../../part/credential-place.ts";
import { lookupOf } from "../../part/credential-place.ts";
import type { Position } from "../../part/position.ts";
import type { UseMark } from "../../part/secret.ts";
import type { PresentedJwt } from "../present-jwt.ts";
import { createCheckToken } from "./check-token.ts";
import { chooseProven } from "./choose-proven.ts";
import { type FittingCandidate, fittingCandidates } from "./fitting-candidates.ts";
import { issuerClaim } from "./jwt-identity.ts";
import { notProven } from "./not-proven.ts";

type PresentedToken = PresentedAt<PresentedJwt>;

export interface VerifyJwt {
  /** What it has held as a moment ago, if it still does. */
  remembered(presented: PresentedToken, request: CallRequest, reader: CallReader): Promise<Proof | undefined>;
  /** @param keyNames by which it is found if it is an imported key: looked up in the same moment */
  prove(
    presented: PresentedToken,
    request: CallRequest,
    reader: CallReader,
    keyNames: readonly string[],
  ): Promise<ProvenToken>;
  figures(): CacheFigures;
}

export interface ProvenToken {
  /** Not there when it only looks like a token. */
  proof?: Proof;
  /** Whether it may be an imported key. */
  isKey: boolean;
}

/** A token that has held, and under which revision of which credential. */
interface HeldToken {
  place: CredentialPlace;
  credentialId: string;
  revision: number;
  /** Seconds since the epoch. */
  validUntil: number;
  mark?: UseMark | undefined;
}

export interface JwtSettings {
  /** Milliseconds: no longer than a record. */
  tokenLifetime: number;
  mostTokens: number;
  /** Who makes the stage's own access tokens; none are accepted where it is not known. */
  ownTokens?: TokenStage;
}

/**
 * At most two round trips: the names of all that the token could be and whose its issuer is, then the records of those.
 * Every candidate is tried: none prevents another.
 */
export const createVerifyJwt = (keys: KeyRings, jwks: JwksSource, settings: JwtSettings): VerifyJwt => {
  const held = new TimedCache<HeldToken>(settings.mostTokens, () => settings.tokenLifetime);
  const check = createCheckToken(keys, jwks);

  const remembered: VerifyJwt["remembered"] = async ({ token, positions }, { service }, reader) => {
    const known = held.get(nameOf(token), reader.now);
    if (!known || known.validUntil <= reader.now / 1000) return undefined;
    const found = reader.records({ ...known.place, service });
    return heldBy(known, found instanceof Promise ? await found : found, positions);
  };

  const prove: VerifyJwt["prove"] = async ({ token, positions }, request, reader, keyNames) => {
    const jwt = parseJwt(token);
    if (!jwt) return { isKey: keyNames.length > 0 };
    // Whatever the stage signs beside access tokens is for others to read.
    if (settings.ownTokens && issuerClaim(jwt.claims) === settings.ownTokens.issuer)
      return { proof: refusedProof("unknown-credential"), isKey: false };
    const { fitting, at, isKey } = await fittingCandidates({ jwt, positions, keyNames }, request, reader);
    return { proof: await choose(token, jwt, fitting, at, reader), isKey };
  };

  const choose = async (
    token: string,
    jwt: ParsedJwt,
    fitting: readonly FittingCandidate[],
    at: number,
    reader: CallReader,
  ): Promise<Proof> => {
    const checked = await Promise.all(fitting.map((each) => check(each, jwt, reader.now)));
    const choice = chooseProven(
      checked.flatMap(({ proven }) => proven ?? []),
      reader.now,
    );
    if (!choice) return notProven(checked);
    if (choice.outcome === "ambiguous") return ambiguousProof(choice.proven.map(({ records }) => records));
    const { records, position, validUntil, mark } = choice.proven;
    const { id: credentialId, revision, consumerId } = records.credential;
    const place = { consumerId, lookup: lookupOf(credentialId) };
    // No longer than whose the issuer is may be remembered.
    held.remember(nameOf(token), { place, credentialId, revision, validUntil, mark }, at);
    return { outcome: "proven", records, at: position, body: "any", mark };
  };

  return { remembered, prove, figures: () => held.figures() };
};

const nameOf = (token: string): string => hash("sha256", token, "hex");

/** Proven if it is still the credential that the token has held under, unchanged. */
const heldBy = (
  { credentialId, revision, mark }: HeldToken,
  found: CallRecords,
  positions: readonly Position[],
): Proof | undefined => {
  const records = knownRecords(found, "jwt");
  const at = records && expectedPosition(records.credential, positions);
  const isSame = records?.credential.id === credentialId && records.credential.revision === revision;
  return records && at && isSame ? { outcome: "proven", records, at, body: "any", mark } : undefined;
};
