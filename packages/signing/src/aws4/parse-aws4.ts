import { headerValues } from "../request-headers.ts";
import { CREDENTIAL_MAX } from "../signature/credential-parameters.ts";
import { MALFORMED } from "../signature/refused-signature.ts";
import type { ParsedSignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { AWS4_ALGORITHM } from "./aws4-canonical.ts";
import type { Aws4Claim } from "./aws4-claim.ts";
import { parsePresigned } from "./parse-presigned-aws4.ts";
import { readClaim } from "./read-aws4-claim.ts";

/** Reads SigV4 from the Authorization header or the query. A request with both is malformed. */
export const parseAws4 = (request: SignedRequest): ParsedSignature<Aws4Claim> => {
  let value: string | undefined;
  let found = 0;
  for (const candidate of headerValues(request, "authorization")) {
    if (!candidate.startsWith(PREFIX)) continue;
    value = candidate;
    found++;
  }
  const inQuery = request.query.some(isSignature);
  if (value === undefined) return inQuery ? parsePresigned(request.query) : undefined;
  if (inQuery || found > 1 || value.length > CREDENTIAL_MAX) return MALFORMED;
  const claim = readClaim("header", value);
  return claim?.signedHeaders.includes("x-amz-date") ? { outcome: "claimed", claim } : MALFORMED;
};

const PREFIX = `${AWS4_ALGORITHM} `;

const isSignature = ([name]: readonly [string, string]): boolean => name === "X-Amz-Signature";
