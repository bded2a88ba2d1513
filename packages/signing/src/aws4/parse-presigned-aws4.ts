import { CREDENTIAL_MAX } from "../signature/credential-parameters.ts";
import { MALFORMED, type ParsedSignature } from "../signature/signature-verdict.ts";
import { AWS4_ALGORITHM } from "./aws4-canonical.ts";
import { type Aws4Claim, readClaim } from "./parse-aws4.ts";

/** The longest life of a presigned request: a week. */
export const EXPIRES_MAX_SECONDS = 604_800;

/** Reads the query form; the caller has seen an `X-Amz-Signature`. */
export function parsePresigned(query: readonly (readonly [string, string])[]): ParsedSignature<Aws4Claim> {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    if (!name.startsWith("X-Amz-")) continue;
    if (values.has(name) || value.length > CREDENTIAL_MAX) return MALFORMED;
    values.set(name, value);
  }
  const timestamp = values.get("X-Amz-Date");
  const expires = values.get("X-Amz-Expires");
  const claim = readClaim(
    values.get("X-Amz-Credential") ?? "",
    values.get("X-Amz-SignedHeaders") ?? "",
    values.get("X-Amz-Signature") ?? "",
  );
  if (!claim || timestamp === undefined || values.get("X-Amz-Algorithm") !== AWS4_ALGORITHM) return MALFORMED;
  if (expires === undefined) return { outcome: "claimed", claim: { ...claim, form: "presigned", timestamp } };
  if (!/^[1-9]\d{0,5}$/.test(expires) || Number(expires) > EXPIRES_MAX_SECONDS) return MALFORMED;
  return {
    outcome: "claimed",
    claim: { ...claim, form: "presigned", timestamp, expiresSeconds: Number(expires) },
  };
}
