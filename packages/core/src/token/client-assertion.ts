import { textClaim } from "@latchkey/signing/jwt/check-claims";
import { type JsonObject, ownMember } from "@latchkey/signing/jwt/json-object";
import { type ParsedJwt, parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { CLIENT_ALGORITHMS } from "../credential/oauth2/client-keys.ts";

/** An assertion whose claims hold (RFC 7523, section 3). Its signature is not verified yet. */
export interface ClientAssertion {
  clientId: string;
  jwt: ParsedJwt;
  jti: string;
  /** Seconds since the epoch. */
  exp: number;
}

/** Seconds that an assertion may live from now on. */
const LONGEST = 300;
/** Seconds that a client's clock may be ahead. */
const AHEAD = 60;
const LONGEST_ID = 256;

/**
 * Takes an assertion apart.
 * @param audiences any of which says that it is for this stage
 * @param now milliseconds since the epoch
 * @returns undefined for what proves no client, whoever signed it
 */
export const readClientAssertion = (
  assertion: string,
  audiences: readonly string[],
  now: number,
): ClientAssertion | undefined => {
  const jwt = parseJwt(assertion);
  if (!jwt || !CLIENT_ALGORITHMS.some((algorithm) => algorithm === jwt.algorithm)) return undefined;
  const { claims } = jwt;
  const clientId = textClaim(claims, "sub");
  const jti = textClaim(claims, "jti");
  const exp = ownMember(claims, "exp");
  if (clientId === undefined || textClaim(claims, "iss") !== clientId) return undefined;
  if (jti === undefined || jti === "" || jti.length > LONGEST_ID) return undefined;
  if (!isFor(claims, audiences)) return undefined;
  const at = now / 1000;
  if (typeof exp !== "number" || !(exp > at) || !(exp <= at + LONGEST)) return undefined;
  if (!hasBegun(claims, "nbf", at) || !hasBegun(claims, "iat", at)) return undefined;
  return { clientId, jwt, jti, exp };
};

const isFor = (claims: JsonObject, audiences: readonly string[]): boolean => {
  const audience = ownMember(claims, "aud");
  const named: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return named.every((one) => typeof one === "string") && audiences.some((one) => named.includes(one));
};

const hasBegun = (claims: JsonObject, name: string, at: number): boolean => {
  const time = ownMember(claims, name);
  return time === undefined || (typeof time === "number" && time <= at + AHEAD);
};
