import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import type { SignedRequest } from "@latchkey/signing/signed-request";
import { readSignature } from "../credential/aksk/present-aksk.ts";
import { readBasic } from "../credential/basic/present-basic.ts";
import type { CredentialType } from "../credential/credential.ts";
import { hasJwtForm } from "../credential/jwt/present-jwt.ts";
import type { Presented } from "./presented.ts";

/**
 * What a value holds: a credential; `malformed`, a broken signature; `unreadable`, what names no credential of ours; or
 * nothing of ours.
 */
export type Read = Presented | "malformed" | "unreadable" | undefined;

/**
 * Reads the value of an `Authorization` header, or of another header that is used in its place.
 * @param only the type that is tried; all of them when absent
 */
export const readAuthorization = (
  request: SignedRequest,
  value: string,
  only: CredentialType | undefined,
): Read => {
  const space = value.indexOf(" ");
  if (space < 0 || space > 16) return readBare(value, only);
  const scheme = value.slice(0, space);
  const rest = value.slice(space + 1).trim();
  switch (scheme.toLowerCase()) {
    case "basic":
      return isTried("basic", only) ? readBasic(rest) : undefined;
    case "bearer":
      return readToken(rest, only);
    case "apikey":
      return isTried("api-key", only) ? { type: "api-key", value: rest } : undefined;
    default:
      return isTried("aksk", only) ? readSignature(request, scheme, value) : undefined;
  }
};

const isTried = (type: CredentialType, only: CredentialType | undefined): boolean =>
  only === undefined || only === type;

/** A token with the form of a JWT is tried as one, every other as an API key. */
export const readToken = (value: string, only: CredentialType | undefined): Read => {
  if (only === "jwt" || only === "oauth2")
    return parseJwt(value) ? { type: only, token: value } : "unreadable";
  if (only === undefined && hasJwtForm(value)) return { type: "jwt", token: value };
  return only === undefined || only === "api-key" ? { type: "api-key", value } : undefined;
};

/** Without a scheme only what cannot be anything else, unless the client has said what it is. */
const readBare = (value: string, only: CredentialType | undefined): Read => {
  if (only === "jwt" || only === "oauth2" || only === "api-key") return readToken(value, only);
  if (only !== undefined) return undefined;
  if (hasJwtForm(value)) return { type: "jwt", token: value };
  return parseApiKey(value).outcome === "minted" ? { type: "api-key", value } : undefined;
};
