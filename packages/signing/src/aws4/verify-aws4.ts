import { parseBasicDate } from "../basic-date.ts";
import { singleHeader } from "../request-headers.ts";
import { isSignable } from "../signable-request.ts";
import { checkSignature } from "../signature/check-signature.ts";
import { refusedFirst } from "../signature/refused-first.ts";
import { DEFAULT_CLOCK_SKEW_SECONDS, refused } from "../signature/refused-signature.ts";
import type { SignatureOptions, SignatureVerdict } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { aws4BodyLines } from "./aws4-body-lines.ts";
import { aws4StringToSignHead } from "./aws4-canonical.ts";
import type { Aws4Claim } from "./aws4-claim.ts";
import { type Aws4SigningKeys, deriveAws4Key } from "./aws4-signing-keys.ts";
import { aws4Texts } from "./aws4-texts.ts";

/** How Signature V4 is verified. */
export interface Aws4Options extends SignatureOptions {
  readonly signingKeys: Aws4SigningKeys;
  /** Whether dot and empty segments are taken out of the path before it is signed; s3 never does. Default true. */
  readonly normalisePath?: boolean;
}

/**
 * Verifies AWS Signature V4, header or presigned form.
 * @param claim what {@link parseAws4} made of the same request
 * @param secret the access key's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyAws4 = (
  request: SignedRequest,
  claim: Aws4Claim,
  secret: string,
  now: number,
  options: Aws4Options,
): SignatureVerdict => {
  const timestamp = claim.timestamp ?? singleHeader(request, "x-amz-date") ?? "";
  const signedAt = parseBasicDate(timestamp);
  const body = aws4BodyLines(request, claim, options);
  if (signedAt === undefined || !timestamp.startsWith(claim.date) || !body || !isSignable(request)) {
    return refused("malformed-credential");
  }
  const skew = options.clockSkewSeconds ?? DEFAULT_CLOCK_SKEW_SECONDS;
  const validUntil = signedAt + (claim.expiresSeconds ?? skew);
  const first = refusedFirst({ signedAt, skew, validUntil, now }, secret);
  if (first) return first;

  const { date, region, service } = claim;
  const kept = options.signingKeys.find(secret, date, region, service);
  const key = kept ?? deriveAws4Key(secret, date, region, service);
  const verdict = checkSignature({
    texts: aws4Texts(request, claim, options.normalisePath ?? true),
    head: aws4StringToSignHead(timestamp, region, service),
    lines: body.lines,
    lineIsDigest: body.lineIsDigest,
    key,
    signature: claim.signature,
    validUntil,
  });
  if (!kept && verdict.outcome === "accepted") options.signingKeys.keep(secret, date, region, service, key);
  return verdict;
};
