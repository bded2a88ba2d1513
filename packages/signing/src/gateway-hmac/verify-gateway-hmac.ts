import { parseBasicDate } from "../basic-date.ts";
import { headerValues, singleHeader } from "../request-headers.ts";
import { isSignable } from "../signable-request.ts";
import type { BodyLine } from "../signature/allowed-body.ts";
import { toldBodyLine, untoldBodyLines } from "../signature/body-digest.ts";
import { checkSignature } from "../signature/check-signature.ts";
import { refusedFirst, signingTime } from "../signature/refused-first.ts";
import { refused } from "../signature/refused-signature.ts";
import type { SignatureOptions, VerifySignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import {
  canonicalGatewayRequest,
  GATEWAY_HEADERS,
  gatewayStringToSignHead,
} from "./gateway-hmac-canonical.ts";
import type { GatewayHmacClaim } from "./parse-gateway-hmac.ts";

/**
 * Verifies the signature of APIPark, Apinto and Huawei.
 * @param claim what {@link parseGatewayHmac} made of the same request
 * @param secret the access key's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyGatewayHmac: VerifySignature<GatewayHmacClaim, SignatureOptions> = (
  request,
  claim,
  secret,
  now,
  options,
) => {
  const timestamp = singleHeader(request, GATEWAY_HEADERS[claim.algorithm].date) ?? "";
  const signedAt = parseBasicDate(timestamp);
  const body = bodyLines(request, claim, options);
  if (signedAt === undefined || !body || !isSignable(request)) return refused("malformed-credential");
  const time = signingTime(signedAt, options);
  const first = refusedFirst({ ...time, now }, secret);
  if (first) return first;
  return checkSignature({
    texts: [
      () => canonicalGatewayRequest(request, claim.signedHeaders, "encoded"),
      () => canonicalGatewayRequest(request, claim.signedHeaders, "decoded"),
    ],
    head: gatewayStringToSignHead(claim.algorithm, timestamp),
    ...body,
    key: secret,
    signature: claim.signature,
    validUntil: time.validUntil,
  });
};

/** What the last line may be; undefined when the headers tell no digest, or two. */
const bodyLines = (
  request: SignedRequest,
  claim: GatewayHmacClaim,
  options: SignatureOptions,
): { readonly lines: readonly BodyLine[]; readonly lineIsDigest: boolean } | undefined => {
  const told = new Set(
    GATEWAY_HEADERS[claim.algorithm].digests.flatMap((name) => headerValues(request, name)),
  );
  const [digest] = told;
  if (digest === undefined) return untoldBodyLines(options.bodySha256);
  const line = told.size === 1 ? toldBodyLine(digest, options.allowUnsignedPayload ?? false) : undefined;
  return line && { lines: [line], lineIsDigest: false };
};
