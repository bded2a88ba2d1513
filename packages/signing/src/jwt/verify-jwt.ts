import { type ClaimsPolicy, type ClaimsRefusal, checkClaims } from "./check-claims.ts";
import { type JsonObject, ownMember } from "./json-object.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import { type JwtKeyInput, type JwtKeySet, readJwtKeys } from "./jwt-key-set.ts";
import { type CompactJws, parseJwt } from "./parse-jwt.ts";
import { verifyJwtSignature } from "./verify-jwt-signature.ts";

/** What a token has to be, beside signed. */
export interface JwtOptions extends ClaimsPolicy {
  /** The algorithms that are allowed (RFC 8725, section 3.1). `none` cannot be among them. */
  readonly algorithms: readonly JwtAlgorithm[];
  /** Compared with the header's `typ` when set, without regard to case and to `application/` (RFC 7515, section 4.1.9). */
  readonly type?: string;
  /** Epoch seconds; the clock's time by default. */
  readonly now?: number;
}

/** Why a token is refused. The codes are stable. */
export type JwtRefusal =
  /** Not a compact JWS of at most 8 KB with a JSON object inside (RFC 7515, section 7.1), or with `crit` or `b64`. */
  | "malformed-token"
  /** Signed with another algorithm than those that are allowed. */
  | "wrong-algorithm"
  /** None of the keys is for its algorithm and its `kid`. */
  | "no-key"
  | "bad-signature"
  /** The header's `typ` is another (RFC 8725, section 3.11). */
  | "wrong-type"
  | ClaimsRefusal;

/** What a token is worth. */
export type JwtVerdict =
  | {
      readonly outcome: "accepted";
      /** The claims. Only the token's own members count: it may name one `toString`. */
      readonly payload: JsonObject;
      readonly protectedHeader: JsonObject;
      /** Epoch seconds after which the same token would be refused; Infinity without an expiry. */
      readonly validUntil: number;
    }
  | { readonly outcome: "refused"; readonly reason: JwtRefusal };

/** Keys, or how to find them. The function is given header and claims that are **not verified** yet. */
export type JwtKeySource =
  | JwtKeyInput
  | JwtKeySet
  | ((
      protectedHeader: JsonObject,
      payload: JsonObject,
    ) => JwtKeyInput | JwtKeySet | undefined | Promise<JwtKeyInput | JwtKeySet | undefined>);

/**
 * Verifies a JWT (RFC 7519) in compact form: its signature (RFC 7515, section 5.2), its times, and the issuer and
 * audience where the options name them. Without an expiry it is refused, unless `requireExpiry` is false.
 * @param token without `Bearer `
 * @param keys parsed for each token, unless they come from {@link readJwtKeys}
 * @throws JwtKeyError for a key that cannot be used with the algorithms; what the function of keys throws
 */
export const verifyJwt = async (
  token: string,
  keys: JwtKeySource,
  options: JwtOptions,
): Promise<JwtVerdict> => {
  const jwt = parseJwt(token);
  if (!jwt) return refuse("malformed-token");
  if (!options.algorithms.some((each) => each === jwt.algorithm)) return refuse("wrong-algorithm");
  const found = typeof keys === "function" ? await keys(jwt.header, jwt.claims) : keys;
  const fitting = found
    ? keysFor(jwt, "usable" in found ? found : readJwtKeys(found, options.algorithms))
    : [];
  if (fitting.length === 0) return refuse("no-key");
  if (!fitting.some((key) => verifyJwtSignature(jwt, key))) return refuse("bad-signature");
  if (options.type !== undefined && !isType(ownMember(jwt.header, "typ"), options.type)) {
    return refuse("wrong-type");
  }
  const checked = checkClaims(jwt.claims, options, options.now ?? Date.now() / 1000);
  if (checked.outcome === "refused") return checked;
  return {
    outcome: "accepted",
    payload: jwt.claims,
    protectedHeader: jwt.header,
    validUntil: checked.validUntil,
  };
};

/** A key with another `kid` than the token's is not meant; one without a `kid` may be. */
const keysFor = (jws: CompactJws, { usable }: JwtKeySet): JwtKeySet["usable"] =>
  usable.filter(
    ({ algorithms, keyId }) =>
      algorithms.some((each) => each === jws.algorithm) &&
      (jws.keyId === undefined || keyId === undefined || keyId === jws.keyId),
  );

const isType = (found: unknown, wanted: string): boolean =>
  typeof found === "string" && mediaType(found) === mediaType(wanted);

const mediaType = (typ: string): string => {
  const type = typ.toLowerCase();
  return type.includes("/") ? type : `application/${type}`;
};

const refuse = (reason: JwtRefusal): JwtVerdict => ({ outcome: "refused", reason });
