import { parseHttpDate } from "../http-date.ts";
import { queryReadings } from "../query-readings.ts";
import { singleHeader } from "../request-headers.ts";
import { isSignable } from "../signable-request.ts";
import type { AllowedBody } from "../signature/allowed-body.ts";
import { hexFromBase64 } from "../signature/base64-digest.ts";
import { digestLine } from "../signature/body-digest.ts";
import { checkSignature } from "../signature/check-signature.ts";
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
  const allows = allowedBody(request, claim);
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

/** The body whose `Digest` (RFC 3230) is signed; undefined when that is not one SHA-256. */
const allowedBody = (request: SignedRequest, claim: ApisixSignatureClaim): AllowedBody | undefined => {
  if (!claim.signedHeaders.some((name) => name.toLowerCase() === "digest")) return "none";
  const [, base64 = ""] = /^SHA-256=(.{1,64})$/i.exec(singleHeader(request, "digest") ?? "") ?? [];
  return digestLine(hexFromBase64(base64) ?? "")?.allows;
};
