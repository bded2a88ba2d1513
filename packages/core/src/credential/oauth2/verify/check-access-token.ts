import { textClaim } from "@latchkey/signing/jwt/check-claims";
import { type JsonObject, ownMember } from "@latchkey/signing/jwt/json-object";
import type { ParsedJwt } from "@latchkey/signing/jwt/parse-jwt";
import { verifyJwtSignature } from "@latchkey/signing/jwt/verify-jwt-signature";
import { ACCESS_TOKEN_TYPE } from "../../../access-token/access-token.ts";
import { checkingKey } from "../../../access-token/token-keys.ts";
import type { KeyRing, KeyRings } from "../../../key-ring/key-ring.ts";
import type { CredentialPlace } from "../../part/credential-place.ts";
import { placeOfClient } from "../client-id.ts";

/** An access token whose signature, issuer and form hold. Times in seconds since the epoch. */
export interface HeldAccessToken {
  clientId: string;
  place: CredentialPlace;
  audience: string;
  jti: string;
  iat: number;
  exp: number;
  /** Absent where the token is not narrower than its client. */
  scopes?: readonly string[];
}

/**
 * What an access token of the stage's own says, once its signature holds (RFC 9068, section 4). Whether it has ended, and
 * where it is good, is not looked at.
 */
export const checkAccessToken = async (
  keys: KeyRings,
  jwt: ParsedJwt,
  issuer: string,
): Promise<HeldAccessToken | undefined> => {
  if (ownMember(jwt.header, "typ") !== ACCESS_TOKEN_TYPE || jwt.keyId === undefined) return undefined;
  const key = checkingKey(await ringWith(keys, jwt.keyId), jwt.keyId);
  if (!key || !verifyJwtSignature(jwt, { algorithms: ["ES256"], key })) return undefined;
  return textClaim(jwt.claims, "iss") === issuer ? heldToken(jwt.claims) : undefined;
};

/** A key that the remembered ring lacks may be a new one. */
const ringWith = async (keys: KeyRings, keyId: string): Promise<KeyRing> => {
  const ring = await keys.ring("token-public");
  return Object.hasOwn(ring.keys, keyId) ? ring : keys.refresh("token-public");
};

const heldToken = (claims: JsonObject): HeldAccessToken | undefined => {
  const [clientId, audience, jti] = ["client_id", "aud", "jti"].map((name) => textClaim(claims, name));
  const [iat, exp, scope] = ["iat", "exp", "scope"].map((name) => ownMember(claims, name));
  const place = clientId === undefined ? undefined : placeOfClient(clientId);
  if (clientId === undefined || audience === undefined || jti === undefined || !place) return undefined;
  if (textClaim(claims, "sub") !== clientId || typeof iat !== "number" || typeof exp !== "number")
    return undefined;
  if (scope !== undefined && typeof scope !== "string") return undefined;
  const token = { clientId, place, audience, jti, iat, exp };
  return scope === undefined ? token : { ...token, scopes: scope.split(" ").filter((name) => name !== "") };
};

/** Whether it has not ended. @param now milliseconds since the epoch */
export const isLiving = ({ exp }: Pick<HeldAccessToken, "exp">, now: number): boolean => now < exp * 1000;
