import { hasMintedForm } from "@latchkey/signing/api-key/api-key-format";
import { type ParsedJwt, parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import type { CallReader } from "../call-records/call-reader.ts";
import { importedKeyNames } from "../credential/api-key/verify/imported-keys.ts";
import { usernamePointer } from "../credential/basic/username-pointer.ts";
import { tokenNames } from "../credential/jwt/verify/fitting-candidates.ts";
import { issuerClaim } from "../credential/jwt/verify/jwt-identity.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { CallRequest } from "../presented/call-request.ts";
import type { PresentedAt } from "../presented/presented.ts";

/** How a credential is found by what is presented. */
interface LookUp {
  keys: KeyRings;
  reader: CallReader;
  /** Of the stage's own access tokens. */
  ownIssuer: string | undefined;
}

/**
 * Whether a request's `Authorization` is none of ours, and so the upstream's: no value in our minted form, no imported key,
 * no login of a known user, no token whose issuer a credential names, and no signature. Asked only beside a credential that
 * holds, of what has just not been found: what it looks up is remembered then, but for issuers named with a secret.
 */
export const isUpstreamsOwn = async (
  lookUp: LookUp,
  presented: PresentedAt,
  request: CallRequest,
): Promise<boolean> => {
  const isThere = presented.positions.every(
    ({ where, name }) => where === "header" && name === "authorization",
  );
  if (!isAuthorizationAlone(request) || !isThere) return false;
  switch (presented.type) {
    case "api-key":
      return isNoKey(lookUp, presented.value);
    case "jwt": {
      const jwt = parseJwt(presented.token);
      return jwt ? isNoToken(lookUp, jwt, presented.token) : isNoKey(lookUp, presented.token);
    }
    case "basic": {
      const pointer = usernamePointer(presented.login.username);
      return !(await lookUp.reader.places([pointer])).has(pointer);
    }
    case "aksk":
    case "oauth2":
      return false;
  }
};

/** Of two lines one might be ours, which the upstream must not see; the header has one value (RFC 9110, section 5.3). */
export const isAuthorizationAlone = ({ headers }: Pick<CallRequest, "headers">): boolean =>
  headers["authorization"]?.length === 1;

const isNoKey = async ({ keys, reader }: LookUp, value: string): Promise<boolean> => {
  if (hasMintedForm(value)) return false;
  return (await reader.places(await importedKeyNames(keys, value))).size === 0;
};

const isNoToken = async (
  { keys, reader, ownIssuer }: LookUp,
  jwt: ParsedJwt,
  token: string,
): Promise<boolean> => {
  if (ownIssuer !== undefined && issuerClaim(jwt.claims) === ownIssuer) return false;
  const names = tokenNames(jwt, await importedKeyNames(keys, token));
  const { holders, owners } = await reader.token(names);
  if (holders.size > 0 || owners.size > 0) return false;
  const [issuer] = names.issuers;
  return issuer === undefined || !(await reader.isNamedWithSecret(issuer));
};
