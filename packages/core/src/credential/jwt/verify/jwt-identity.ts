import { textClaim } from "@latchkey/signing/jwt/check-claims";
import type { JsonObject } from "@latchkey/signing/jwt/json-object";
import { type JwtCredential, SubjectClaim } from "../jwt-credential.ts";
import { jwtPointer } from "../jwt-pointer.ts";

/** In the order in which they are tried when a token has several. */
const CLAIMS: readonly SubjectClaim[] = SubjectClaim.options;

/** Longer ones name no credential. */
const LONGEST = 512;

/** How closely a credential names the subject of a token, the closest first. */
const FITS = ["exact", "any", "without"] as const;
export type SubjectFit = (typeof FITS)[number];

export const closeness = (fit: SubjectFit): number => FITS.indexOf(fit);

/**
 * The names by which the credentials of a token may be found, the closest first: those for exactly its subject, those
 * for any subject of its issuer, and those for any where the token does not say that claim. At most eleven.
 */
export const jwtNames = (claims: JsonObject): string[] => {
  const issuer = issuerClaim(claims);
  const names: Record<SubjectFit, string[]> = { exact: [], any: [], without: [] };
  for (const claim of CLAIMS) {
    const subject = textClaim(claims, claim);
    const isPossible = subject !== undefined && subject.length <= LONGEST;
    if (issuer !== undefined && isPossible) names.exact.push(jwtPointer(issuer, claim, subject));
    // APISIX's tokens have no issuer; one that is there says nothing then.
    if (claim === "key" && isPossible) names.exact.push(jwtPointer(undefined, claim, subject));
    if (issuer === undefined) continue;
    if (isPossible) names.any.push(jwtPointer(issuer, claim, undefined));
    else if (!Object.hasOwn(claims, claim)) names.without.push(jwtPointer(issuer, claim, undefined));
  }
  return FITS.flatMap((fit) => names[fit]);
};

/** What a token says who its issuer is, where a credential can say the same. */
export const issuerClaim = (claims: JsonObject): string | undefined => {
  const issuer = textClaim(claims, "iss");
  return issuer !== undefined && issuer.length <= LONGEST ? issuer : undefined;
};

type Identity = Pick<JwtCredential, "issuer" | "subjectClaim" | "subject" | "key">;

/**
 * How a token's claims fit the identity that a credential has now, if they do: what led to it may be older. Keys that
 * are public and have no issuer prove no token that names one: such tokens are for the team that has the issuer.
 */
export const subjectFit = (claims: JsonObject, credential: Identity): SubjectFit | undefined => {
  const { issuer, subjectClaim, subject, key } = credential;
  if (issuer === undefined && key.kind !== "secret" && Object.hasOwn(claims, "iss")) return undefined;
  if (issuer !== undefined && textClaim(claims, "iss") !== issuer) return undefined;
  if (!Object.hasOwn(claims, subjectClaim)) return subject === undefined ? "without" : undefined;
  const claimed = textClaim(claims, subjectClaim);
  if (claimed === undefined) return undefined;
  if (subject === undefined) return "any";
  return claimed === subject ? "exact" : undefined;
};
