import { parseHttpDate } from "../http-date.ts";
import { queryReadings } from "../query-readings.ts";
import { singleHeader } from "../request-headers.ts";
import { isSignable } from "../signable-request.ts";
import { checkSignature } from "../signature/check-signature.ts";
import { bodyOfDigest } from "../signature/digest-header.ts";
import { refusedFirst } from "../signature/refused-first.ts";
import { DEFAULT_CLOCK_SKEW_SECONDS, refused } from "../signature/refused-signature.ts";
import type { SignatureOptions, SignatureVerdict } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { apisixText } from "./apisix-canonical.ts";
import type { ApisixSignatureClaim } from "./parse-apisix-signature.ts";

/**
 * Verifies the signature of APISIX's hmac-auth. Without a covered `Digest` it lets no body through.
 * @param claim what {@link parseApisixSignature} made of the same request
 * @param secret the access key's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyApisixSignature = (
  request: SignedRequest,
  claim: ApisixSignatureClaim,
  secret: string,
  now: number,
  options: Pick<SignatureOptions, "clockSkewSeconds">,
): SignatureVerdict => {
  const signedAt = parseHttpDate(singleHeader(request, "date") ?? "");
  const allows = bodyOfDigest(request, claim.signedHeaders);
  if (signedAt === undefined || !allows || !isSignable(request)) return refused("malformed-credential");
  const skew = options.clockSkewSeconds ?? DEFAULT_CLOCK_SKEW_SECONDS;
  const validUntil = signedAt + skew;
  const first = refusedFirst({ signedAt, skew, validUntil, now }, secret);
  if (first) return first;
  return checkSignature({
    texts: queryReadings(request.query).map(
      (query) => () => apisixText(request, claim.accessKey, claim.signedHeaders, query),
    ),
    lines: [{ line: "", allows }],
    lineIsDigest: false,
    key: secret,
    signature: claim.signature,
    validUntil,
  });
};
