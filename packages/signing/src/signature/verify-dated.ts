import { parseHttpDate } from "../http-date.ts";
import { queryReadings } from "../query-readings.ts";
import { singleHeader } from "../request-headers.ts";
import { isSignable } from "../signable-request.ts";
import type { SignedRequest } from "../signed-request.ts";
import { checkSignature } from "./check-signature.ts";
import { bodyOfDigest } from "./digest-header.ts";
import { refusedFirst, signingTime } from "./refused-first.ts";
import { refused } from "./refused-signature.ts";
import type { SignatureOptions, SignatureVerdict } from "./signature-verdict.ts";
import type { SignedText } from "./signed-text.ts";

/** A scheme whose signature covers a date's header, and of the body a `Digest` alone. */
interface DatedScheme {
  /** Names of the header fields that are signed. */
  signedHeaders: readonly string[];
  /** Of the header that tells when it was signed. */
  dateHeader: string;
  signature: string;
  /** What is signed, with one reading of the query. */
  text(query: string): SignedText | undefined;
}

/** @param secret an empty one verifies nothing @param now epoch seconds */
export const verifyDated = (
  request: SignedRequest,
  { signedHeaders, dateHeader, signature, text }: DatedScheme,
  secret: string,
  now: number,
  options: Pick<SignatureOptions, "clockSkewSeconds">,
): SignatureVerdict => {
  const signedAt = parseHttpDate(singleHeader(request, dateHeader) ?? "");
  const allows = bodyOfDigest(request, signedHeaders);
  if (signedAt === undefined || !allows || !isSignable(request)) return refused("malformed-credential");
  const time = signingTime(signedAt, options);
  const first = refusedFirst({ ...time, now }, secret);
  if (first) return first;
  return checkSignature({
    texts: queryReadings(request.query).map((query) => () => text(query)),
    lines: [{ line: "", allows }],
    lineIsDigest: false,
    key: secret,
    signature,
    validUntil: time.validUntil,
  });
};
