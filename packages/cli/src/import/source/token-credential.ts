import type { ImportedCredential, NotImported } from "./imported.ts";

/** What a source knows of the tokens of one consumer. */
export interface SourceToken {
  /** Which it is, by something that is no secret. */
  readonly of: string;
  readonly name: string;
  readonly algorithm: string;
  /** Where a token names its key: as its issuer, or in another claim. */
  readonly identity: { readonly issuer: string } | { readonly claim: string; readonly value: string };
  readonly secret?: string;
  readonly isBase64?: boolean;
  readonly publicKey?: string;
  readonly requireExpiry: boolean;
  readonly in?: readonly { readonly where: string; readonly name: string }[];
}

/** The bytes that a shared secret of each algorithm has at least (RFC 7518, section 3.2). */
const SHORTEST = new Map([
  ["HS256", 32],
  ["HS384", 48],
  ["HS512", 64],
]);
const ALGORITHM = /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/;

/** A credential for tokens, or why there is none. */
export const jwtCredential = (token: SourceToken): ImportedCredential | NotImported => {
  const { of, name, algorithm, identity, secret, publicKey, requireExpiry } = token;
  if (!ALGORITHM.test(algorithm))
    return { of, why: `the algorithm ${algorithm.slice(0, 16)} is not accepted` };
  const value = "issuer" in identity ? identity.issuer : identity.value;
  if (value === "" || value.length > 512)
    return { of, why: "what its tokens name as their key is missing or too long" };
  if (!("issuer" in identity) && identity.claim !== "key")
    return {
      of,
      why: `tokens that name their key in the claim ${identity.claim.slice(0, 32)}: iss and key are read`,
    };
  const common = {
    name,
    type: "jwt" as const,
    algorithm,
    ...("issuer" in identity ? { issuer: value } : { subjectClaim: "key", subject: value }),
    requireExpiry,
    ...(token.in === undefined ? {} : { in: token.in }),
  };
  const least = SHORTEST.get(algorithm);
  if (least === undefined)
    return publicKey ? { ...common, publicKey } : { of, why: "its public key is missing" };
  const bytes = Buffer.from(secret ?? "", token.isBase64 ? "base64" : "utf8").length;
  if (bytes < least)
    return { of, why: `a secret of ${algorithm} has at least ${least} bytes, this one ${bytes}` };
  return { ...common, secret, ...(token.isBase64 ? { secretEncoding: "base64" } : {}) };
};
