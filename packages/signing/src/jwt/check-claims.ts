import { type JsonObject, ownMember } from "./json-object.ts";

/** What a credential asks of a token's claims (RFC 7519, section 4.1). */
export interface ClaimsPolicy {
  /** Compared with `iss` when set. */
  readonly issuer?: string;
  /** One of them has to be among `aud` when set. */
  readonly audience?: string | readonly string[];
  /** Default true. */
  readonly requireExpiry?: boolean;
  /** Allowed for either side's clock. Default 60. */
  readonly clockSkewSeconds?: number;
  /** The most that a token may live after its `iat`, which is required then. */
  readonly maxLifetimeSeconds?: number;
}

/** Why the claims of a token do not hold. The codes are stable. */
export type ClaimsRefusal =
  | "malformed-claim"
  | "expiry-missing"
  | "expired"
  | "not-yet-valid"
  | "lifetime-too-long"
  | "wrong-issuer"
  | "wrong-audience";

/** Whether the claims of a token hold, and until when. */
export type CheckedClaims =
  /** `validUntil`: epoch seconds after which the same claims would be refused; Infinity without an expiry. */
  | { readonly outcome: "held"; readonly validUntil: number }
  | { readonly outcome: "refused"; readonly reason: ClaimsRefusal };

const DEFAULT_SKEW_SECONDS = 60;

/**
 * Checks the claims of a token whose signature holds.
 * @param now epoch seconds
 */
export const checkClaims = (claims: JsonObject, policy: ClaimsPolicy, now: number): CheckedClaims => {
  const skew = policy.clockSkewSeconds ?? DEFAULT_SKEW_SECONDS;
  const expiry = ownMember(claims, "exp");
  const notBefore = ownMember(claims, "nbf");
  const issuedAt = ownMember(claims, "iat");
  if (!isTime(expiry) || !isTime(notBefore) || !isTime(issuedAt)) return refuse("malformed-claim");
  if (expiry === undefined && (policy.requireExpiry ?? true)) return refuse("expiry-missing");
  let validUntil = expiry === undefined ? Number.POSITIVE_INFINITY : expiry + skew;
  if (notBefore !== undefined && !(notBefore <= now + skew)) return refuse("not-yet-valid");
  if (policy.maxLifetimeSeconds !== undefined) {
    if (issuedAt === undefined) return refuse("lifetime-too-long");
    // A token from the future would live longer than it says.
    if (!(issuedAt <= now + skew)) return refuse("not-yet-valid");
    if (expiry !== undefined && expiry - issuedAt > policy.maxLifetimeSeconds)
      return refuse("lifetime-too-long");
    validUntil = Math.min(validUntil, issuedAt + policy.maxLifetimeSeconds + skew);
  }
  // "Not before" rather than "after": a clock that is NaN refuses.
  if (!(now < validUntil)) return refuse("expired");
  if (policy.issuer !== undefined && ownMember(claims, "iss") !== policy.issuer)
    return refuse("wrong-issuer");
  if (policy.audience !== undefined && !isFor(ownMember(claims, "aud"), policy.audience)) {
    return refuse("wrong-audience");
  }
  return { outcome: "held", validUntil };
};

/** A claim that is a text of the token's own, else undefined. */
export const textClaim = (claims: JsonObject, name: string): string | undefined => {
  const value = ownMember(claims, name);
  return typeof value === "string" ? value : undefined;
};

/** Absent or a NumericDate. `1e400` parses as Infinity and is none. */
const isTime = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === "number" && Number.isFinite(value));

const isFor = (audience: unknown, wanted: string | readonly string[]): boolean => {
  const found: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  if (!found.every((one) => typeof one === "string")) return false;
  return typeof wanted === "string" ? found.includes(wanted) : wanted.some((one) => found.includes(one));
};

const refuse = (reason: ClaimsRefusal): CheckedClaims => ({ outcome: "refused", reason });
