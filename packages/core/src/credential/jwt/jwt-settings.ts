import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { jwtFamily } from "@latchkey/signing/jwt/jwt-algorithm-properties";
import { jwtKeyFromSecret } from "@latchkey/signing/jwt/jwt-key";
import { invalidInput } from "../../refusal.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { requireUsable } from "../part/given-public-key.ts";
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
  if (issuer !== undefined && stage.controlUrl !== undefined && sameIssuer(issuer, stage.controlUrl))
    throw invalidInput("/issuer", "the management API itself, whose tokens are for clients of type oauth2");
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
