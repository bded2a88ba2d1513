import { CREDENTIAL_MAX } from "../signature/credential-parameters.ts";
import { MALFORMED } from "../signature/refused-signature.ts";
import type { ParsedSignature } from "../signature/signature-verdict.ts";
import { AWS4_ALGORITHM } from "./aws4-canonical.ts";
import type { Aws4Claim } from "./aws4-claim.ts";
import { readClaim } from "./read-aws4-claim.ts";

/** The longest life of a presigned request: a week. */
export const EXPIRES_MAX_SECONDS = 604_800;

/** Reads the query form; the caller has seen an `X-Amz-Signature`. */
export const parsePresigned = (query: readonly (readonly [string, string])[]): ParsedSignature<Aws4Claim> => {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    if (!name.startsWith("X-Amz-")) continue;
    if (values.has(name) || value.length > CREDENTIAL_MAX) return MALFORMED;
    values.set(name, value);
  }
  const timestamp = values.get("X-Amz-Date");
  const expires = values.get("X-Amz-Expires");
  if (timestamp === undefined || values.get("X-Amz-Algorithm") !== AWS4_ALGORITHM) return MALFORMED;
  if (expires !== undefined && !isLifetime(expires)) return MALFORMED;
  const [credential, list, signature] = ["Credential", "SignedHeaders", "Signature"].map((name) => {
    return values.get(`X-Amz-${name}`);
  });
  const claim = readClaim(
    "presigned",
    `${AWS4_ALGORITHM} Credential=${credential}, SignedHeaders=${list}, Signature=${signature}`,
  );
  if (!claim) return MALFORMED;
  const lifetime = expires === undefined ? {} : { expiresSeconds: Number(expires) };
  return { outcome: "claimed", claim: { ...claim, timestamp, ...lifetime } };
};

const isLifetime = (expires: string): boolean =>
  /^[1-9]\d{0,5}$/.test(expires) && Number(expires) <= EXPIRES_MAX_SECONDS;
