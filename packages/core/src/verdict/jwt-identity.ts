import { textClaim } from "@latchkey/signing/jwt/check-claims";
import type { JsonObject } from "@latchkey/signing/jwt/strict-json";
import { type JwtCredential, SubjectClaim } from "../credential/credential.ts";
import { jwtPointer } from "../credential/pointer.ts";

/** In the order in which they are tried when a token has several. */
const CLAIMS: readonly SubjectClaim[] = SubjectClaim.options;

/** Longer ones name no credential. */
const LONGEST = 512;

/**
 * The names by which the credential of a token may be found, the best first: those for exactly its subject, then
 * those for any subject of its issuer. At most a dozen.
 */
export const jwtNames = (claims: JsonObject): string[] => {
  const issuer = textClaim(claims, "iss");
  const exact: string[] = [];
  const any: string[] = [];
  for (const claim of CLAIMS) {
    const subject = textClaim(claims, claim);
    if (subject === undefined || subject.length > LONGEST) continue;
    if (issuer !== undefined && issuer.length <= LONGEST) {
      exact.push(jwtPointer(issuer, claim, subject));
      any.push(jwtPointer(issuer, claim, undefined));
    }
    // APISIX's tokens have no issuer; one that is there says nothing then.
    if (claim === "key") exact.push(jwtPointer(undefined, claim, subject));
  }
  return [...exact, ...any];
};

/** Whether a token's claims are the identity that a credential has now: what led to it may be older. */
export const isIdentityOf = (
  claims: JsonObject,
  { issuer, subjectClaim, subject }: Pick<JwtCredential, "issuer" | "subjectClaim" | "subject">,
): boolean => {
  const claimed = textClaim(claims, subjectClaim);
  if (claimed === undefined || (subject !== undefined && claimed !== subject)) return false;
  return issuer === undefined || textClaim(claims, "iss") === issuer;
};
