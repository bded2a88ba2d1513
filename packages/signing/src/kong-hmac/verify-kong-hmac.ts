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
import { kongText } from "./kong-canonical.ts";
import type { KongHmacClaim } from "./parse-kong-hmac.ts";

/**
 * Verifies the signature of Kong's hmac-auth. Without a covered `Digest` it lets no body through.
 * @param claim what {@link parseKongHmac} made of the same request
 * @param secret the user's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyKongHmac = (
  request: SignedRequest,
  claim: KongHmacClaim,
  secret: string,
  now: number,
  options: Pick<SignatureOptions, "clockSkewSeconds">,
): SignatureVerdict => {
  const signedAt = parseHttpDate(singleHeader(request, dateHeader(claim)) ?? "");
  const allows = bodyOfDigest(request, claim.signedHeaders);
  if (signedAt === undefined || !allows || !isSignable(request)) return refused("malformed-credential");
  const skew = options.clockSkewSeconds ?? DEFAULT_CLOCK_SKEW_SECONDS;
  const validUntil = signedAt + skew;
  const first = refusedFirst({ signedAt, skew, validUntil, now }, secret);
  if (first) return first;
  return checkSignature({
    texts: queryReadings(request.query).map((query) => () => kongText(request, claim.signedHeaders, query)),
    lines: [{ line: "", allows }],
    lineIsDigest: false,
    key: secret,
    signature: claim.signature,
    validUntil,
  });
};

/** `X-Date` is for clients that cannot set `Date`: where it is signed it tells the time. */
const dateHeader = ({ signedHeaders }: KongHmacClaim): string =>
  signedHeaders.some((name) => name.toLowerCase() === "x-date") ? "x-date" : "date";
