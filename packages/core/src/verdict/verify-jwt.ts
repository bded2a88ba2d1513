import { hash } from "node:crypto";
import { type ClaimsRefusal, checkClaims } from "@latchkey/signing/jwt/check-claims";
import { type ParsedJwt, parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { verifyJwtSignature } from "@latchkey/signing/jwt/verify-jwt";
import type { JwtCredential, Position } from "../credential/credential.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { Look } from "./call-reader.ts";
import type { CallRecords, CredentialPlace } from "./call-records.ts";
import type { CallRequest } from "./call-request.ts";
import type { JwksSource } from "./jwks-source.ts";
import { isIdentityOf, jwtNames } from "./jwt-identity.ts";
import { createJwtKeys } from "./jwt-keys.ts";
import { expectedPlace, type Presented, type PresentedAt } from "./presented.ts";
import { type KnownRecords, knownRecords, type Proof, refusedProof } from "./proof.ts";
import { type CacheFigures, TimedCache } from "./timed-cache.ts";
import type { CredentialReason } from "./verdict.ts";

type PresentedJwt = PresentedAt<Presented & { type: "jwt" }>;

export interface VerifyJwt {
  /** @returns undefined when it only looks like a token */
  prove(presented: PresentedJwt, request: CallRequest, look: Look): Promise<Proof | undefined>;
  figures(): CacheFigures;
}

/** A token that has held, and under which revision of which credential. */
interface HeldToken {
  place: CredentialPlace;
  credentialId: string;
  revision: number;
  /** Seconds since the epoch. */
  validUntil: number;
}

export interface JwtSettings {
  /** Milliseconds: no longer than a record. */
  tokenLifetime: number;
  mostTokens: number;
}

/** Candidates of one token that are looked at. */
const MOST_CANDIDATES = 2;

/** At most two round trips: the names of all that the token could be, then the records of the best two. */
export const createVerifyJwt = (keys: KeyRings, jwks: JwksSource, settings: JwtSettings): VerifyJwt => {
  const held = new TimedCache<HeldToken>(settings.mostTokens, () => settings.tokenLifetime);
  const keysFor = createJwtKeys(keys, jwks);

  const check = async (
    { credential }: KnownRecords<JwtCredential>,
    jwt: ParsedJwt,
    now: number,
  ): Promise<{ validUntil: number } | CredentialReason> => {
    const fitting = (await keysFor(credential, jwt, now)).find(({ key }) => verifyJwtSignature(jwt, key));
    if (!fitting) return "bad-signature";
    const claims = checkClaims(jwt.claims, policyOf(credential), now / 1000);
    if (claims.outcome === "refused") return REASONS[claims.reason];
    return { validUntil: Math.min(claims.validUntil, fitting.validUntil / 1000) };
  };

  const prove: VerifyJwt["prove"] = async (presented, request, look) => {
    const { token, places } = presented;
    const name = hash("sha256", token, "hex");
    const known = held.get(name, look.now);
    if (known && known.validUntil > look.now / 1000) {
      const remembered = look.records({ ...known.place, service: request.service });
      const proof = heldBy(known, remembered instanceof Promise ? await remembered : remembered, places);
      if (proof) return proof;
    }
    const jwt = parseJwt(token);
    if (!jwt) return undefined;
    const names = jwtNames(jwt.claims);
    const found = await look.places(names);
    const candidates = distinct(names.flatMap((each) => found.get(each) ?? [])).slice(0, MOST_CANDIDATES);
    const all = await look.recordsOf(candidates.map((place) => ({ ...place, service: request.service })));
    let refusal: Proof | undefined;
    for (const [index, each] of all.entries()) {
      const records = knownRecords(each, "jwt");
      const place = candidates[index];
      const at = records && expectedPlace(records.credential, places);
      if (!records || !place || !at || !isIdentityOf(jwt.claims, records.credential)) continue;
      const checked = await check(records, jwt, look.now);
      if (typeof checked !== "string") {
        const { id: credentialId, revision } = records.credential;
        held.remember(name, { place, credentialId, revision, validUntil: checked.validUntil }, look.now);
        return { outcome: "proven", records, at, body: "any" };
      }
      refusal ??= refusedProof(checked, records);
      // Only another key may make it another's token: the best whose signature holds has the last word.
      if (checked !== "bad-signature") break;
    }
    return refusal ?? refusedProof("unknown-credential");
  };

  return { prove, figures: () => held.figures() };
};

/** Proven if it is still the credential that the token has held under, unchanged. */
const heldBy = (
  { credentialId, revision }: HeldToken,
  found: CallRecords,
  places: readonly Position[],
): Proof | undefined => {
  const records = knownRecords(found, "jwt");
  const at = records && expectedPlace(records.credential, places);
  const isSame = records?.credential.id === credentialId && records.credential.revision === revision;
  return records && at && isSame ? { outcome: "proven", records, at, body: "any" } : undefined;
};

const distinct = (places: readonly CredentialPlace[]): CredentialPlace[] => [
  ...new Map(places.map((place) => [`${place.consumerId}/${place.lookup}`, place])).values(),
];

const policyOf = ({
  issuer,
  audience,
  requireExpiry,
  clockSkewSeconds,
  maxLifetimeSeconds,
}: JwtCredential) => ({
  requireExpiry,
  clockSkewSeconds,
  ...(issuer === undefined ? {} : { issuer }),
  ...(audience === undefined ? {} : { audience }),
  ...(maxLifetimeSeconds === undefined ? {} : { maxLifetimeSeconds }),
});

const REASONS: Record<ClaimsRefusal, CredentialReason> = {
  "malformed-claim": "malformed-credential",
  "expiry-missing": "malformed-credential",
  "lifetime-too-long": "malformed-credential",
  "wrong-audience": "unknown-credential",
  "wrong-issuer": "unknown-credential",
  expired: "credential-expired",
  "not-yet-valid": "clock-skew",
};
