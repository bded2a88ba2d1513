import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { jwtFamily } from "@latchkey/signing/jwt/jwt-algorithm-properties";
import {
  type JwtKeyReading,
  jwtKeyFromJwk,
  jwtKeyFromPem,
  jwtKeyFromSecret,
} from "@latchkey/signing/jwt/jwt-key";
import type { JwtKeyRefusal } from "@latchkey/signing/jwt/jwt-key-refusal";
import { invalidInput } from "../../refusal.ts";
import { refuseOwnAddress } from "../../stage/own-address.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import type { JwtCredential, SecretEncoding } from "./jwt-credential.ts";

type Identity = Pick<JwtCredential, "subjectClaim"> & {
  issuer?: string | undefined;
  subject?: string | undefined;
};

/** One algorithm or several of one family: a key is of one kind. */
export const algorithmsOf = (given: JwtAlgorithm | readonly JwtAlgorithm[]): JwtAlgorithm[] => {
  const algorithms = [...new Set([given].flat())];
  const families = new Set(algorithms.map(jwtFamily));
  if (families.size > 1) throw invalidInput("/algorithm", "a name, or a list within one family");
  return algorithms;
};

/** @throws Refusal when the identity is not one, or would let a consumer pass for a person of the platform. */
export const checkIdentity = (stage: StageSettings, { issuer, subjectClaim, subject }: Identity): void => {
  if (issuer === undefined && subjectClaim !== "key")
    throw invalidInput("/issuer", "may be absent only with subjectClaim `key`");
  if (issuer === undefined && subject === undefined)
    throw invalidInput("/subject", "without an issuer, tokens are told apart by their `key`: give it");
  if (issuer !== undefined && stage.issuer !== undefined && sameIssuer(issuer, stage.issuer))
    throw invalidInput("/issuer", "the platform's own issuer, whose tokens are for people");
};

const sameIssuer = (one: string, other: string): boolean =>
  one.trim().replace(/\/+$/, "").toLowerCase() === other.replace(/\/+$/, "").toLowerCase();

/** The bytes of a shared secret. @throws Refusal when they are not in that encoding, or shorter than the hash. */
export const secretBytes = (
  algorithms: readonly JwtAlgorithm[],
  secret: string,
  encoding: SecretEncoding,
): Buffer => {
  const bytes = encoding === "text" ? Buffer.from(secret, "utf8") : Buffer.from(secret, encoding);
  if (encoding !== "text" && unpadded(bytes.toString(encoding)) !== unpadded(secret))
    throw invalidInput("/secret", `not ${encoding}`);
  requireUsable("/secret", jwtKeyFromSecret(algorithms, bytes));
  return bytes;
};

const unpadded = (text: string): string => text.replace(/=+$/, "");

/** @throws Refusal when the public key cannot be used with the algorithms. */
export const publicKeyOf = (
  algorithms: readonly JwtAlgorithm[],
  publicKey: string | Record<string, unknown>,
): JwtCredential["key"] => {
  if (typeof publicKey === "string") {
    requireUsable("/publicKey", jwtKeyFromPem(algorithms, publicKey));
    return { kind: "pem", pem: publicKey };
  }
  requireUsable("/publicKey", jwtKeyFromJwk(algorithms, publicKey));
  return { kind: "jwk", jwk: publicKey };
};

/** @throws Refusal for an address that keys are never fetched from. Where it leads is checked when connecting. */
export const jwksKeyOf = (
  stage: StageSettings,
  algorithms: readonly JwtAlgorithm[],
  uri: string,
): JwtCredential["key"] => {
  const url = new URL(uri);
  if (algorithms.some((algorithm) => jwtFamily(algorithm) === "HS"))
    throw invalidInput("/jwksUri", "published keys are for RS, PS, ES and EdDSA");
  if (url.username || url.password || url.hash)
    throw invalidInput("/jwksUri", "without user, password and fragment");
  if (url.protocol !== "https:" && !(stage.allowPrivateAddresses && url.protocol === "http:"))
    throw invalidInput("/jwksUri", "an https address");
  refuseOwnAddress(stage, "/jwksUri", uri);
  return { kind: "jwks", uri: url.href };
};

const WHY = {
  unreadable: "cannot be read as a key",
  private: "a private key: give the public one",
  "too-short": "too short for the algorithm",
  "does-not-fit": "not a key for the algorithm",
} as const satisfies Record<JwtKeyRefusal, string>;

/** The same of one member of a JWK. */
const WHY_MEMBER = {
  unreadable: "missing, or not what RFC 7518 says it is",
  private: "a private member: give the public key alone",
  "too-short": "too short for the algorithm",
  "does-not-fit": "not for checking signatures of the credential's algorithm",
} as const satisfies Record<JwtKeyRefusal, string>;

const requireUsable = (pointer: string, reading: JwtKeyReading): void => {
  if (reading.outcome === "usable") return;
  const { reason, member } = reading;
  if (member === undefined) throw invalidInput(pointer, WHY[reason]);
  throw invalidInput(`${pointer}/${member}`, WHY_MEMBER[reason]);
};
