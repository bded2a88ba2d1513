import { type ClaimsRefusal, checkClaims } from "@latchkey/signing/jwt/check-claims";
import type { ParsedJwt } from "@latchkey/signing/jwt/parse-jwt";
import { verifyJwtSignature } from "@latchkey/signing/jwt/verify-jwt-signature";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import { Unavailable } from "../../../outage.ts";
import type { JwksSource } from "../../../proof/jwks-source.ts";
import type { CredentialReason } from "../../../proof/proof.ts";
import type { UseMark } from "../../part/secret.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import type { FittingCandidate } from "./fitting-candidates.ts";
import { createJwtKeys } from "./jwt-keys.ts";

/** What a token's signature and claims have come to for one credential. */
export interface CheckedToken {
  candidate: FittingCandidate;
  /** `validUntil`: seconds since the epoch. */
  proven?: FittingCandidate & { validUntil: number; mark?: UseMark | undefined };
  /** Why not. */
  reason?: CredentialReason;
  /** The keys of this one cannot be had. */
  unavailable?: Unavailable;
}

export type CheckToken = (candidate: FittingCandidate, jwt: ParsedJwt, now: number) => Promise<CheckedToken>;

export const createCheckToken = (keys: KeyRings, jwks: JwksSource): CheckToken => {
  const keysFor = createJwtKeys(keys, jwks);
  const check = async (candidate: FittingCandidate, jwt: ParsedJwt, now: number): Promise<CheckedToken> => {
    const { credential, consumer } = candidate.records;
    const fitting = (await keysFor(credential, consumer.team, jwt, now)).find(({ key }) =>
      verifyJwtSignature(jwt, key),
    );
    if (!fitting) return { candidate, reason: "bad-signature" };
    const claims = checkClaims(jwt.claims, policyOf(credential), now / 1000);
    if (claims.outcome === "refused") return { candidate, reason: REASONS[claims.reason] };
    const validUntil = Math.min(claims.validUntil, fitting.validUntil / 1000);
    return { candidate, proven: { ...candidate, validUntil, mark: fitting.mark } };
  };
  return async (candidate, jwt, now) => {
    try {
      return await check(candidate, jwt, now);
    } catch (error) {
      // Another credential may prove the token all the same.
      if (error instanceof Unavailable) return { candidate, unavailable: error };
      throw error;
    }
  };
};

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
