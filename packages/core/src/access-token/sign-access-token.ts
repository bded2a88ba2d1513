import { sign } from "node:crypto";
import { ACCESS_TOKEN_TYPE } from "./access-token.ts";
import type { TokenKey } from "./token-keys.ts";

/** The claims of an access token (RFC 9068, section 2.2). Times in seconds since the epoch. */
export interface AccessTokenClaims {
  iss: string;
  sub: string;
  client_id: string;
  aud: string;
  exp: number;
  iat: number;
  jti: string;
  /** Names joined by spaces; absent where the token is not narrower than its client. */
  scope?: string;
}

/** A JWT (RFC 7519) signed with ES256 (RFC 7518, section 3.4). */
export const signAccessToken = ({ id, key }: TokenKey, claims: AccessTokenClaims): string => {
  const input = `${encoded({ alg: "ES256", typ: ACCESS_TOKEN_TYPE, kid: id })}.${encoded(claims)}`;
  const signature = sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
