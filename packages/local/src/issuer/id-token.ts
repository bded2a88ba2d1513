import { decodeJwt, importJWK, type JWTPayload, SignJWT } from "jose";
import type { IssuerKeys } from "./issuer-keys.ts";
import { claimsOf, type Person } from "./person.ts";

export type SignIdToken = (claims: JWTPayload) => Promise<string>;

export const createIdTokenSigner = async ({ signing }: IssuerKeys): Promise<SignIdToken> => {
  const key = await importJWK(signing, "RS256");
  return (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "JWT", kid: signing.kid }).sign(key);
};

/** The claims of a fresh ID token; `nowMs` in milliseconds, `expiresIn` in seconds. */
export const idTokenClaims = (
  person: Person,
  token: { issuer: string; clientId: string; nowMs: number; expiresIn: number },
): JWTPayload => {
  const iat = Math.floor(token.nowMs / 1000);
  return { iss: token.issuer, aud: token.clientId, ...claimsOf(person), iat, exp: iat + token.expiresIn };
};

/**
 * The same ID token with its times moved by `seconds`. oidc-provider reads the machine's clock, while verifiers
 * go by Latchkey's, which people move.
 */
export const moveIdToken = async (idToken: string, seconds: number, sign: SignIdToken): Promise<string> => {
  const claims = decodeJwt(idToken);
  const moved = Object.fromEntries(
    ["iat", "exp", "auth_time"].flatMap((name) => {
      const at = claims[name];
      return typeof at === "number" ? [[name, at + seconds]] : [];
    }),
  );
  return sign({ ...claims, ...moved });
};
