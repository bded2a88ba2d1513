import { headerValues } from "../request-headers.ts";
import type { BodyLine } from "../signature/allowed-body.ts";
import { toldBodyLine, unsignedLine, untoldBodyLines } from "../signature/body-digest.ts";
import type { SignatureOptions } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import type { Aws4Claim } from "./aws4-claim.ts";

/**
 * What the canonical request's last line may be. A digest that the request tells need not be signed as a header: it is
 * the last line itself. Presigned requests to `s3` that tell none leave the body unsigned.
 * @returns undefined when what the request tells is no digest, or two different ones
 */
export const aws4BodyLines = (
  request: SignedRequest,
  claim: Aws4Claim,
  options: SignatureOptions,
): { readonly lines: readonly BodyLine[]; readonly lineIsDigest: boolean } | undefined => {
  let told = headerValues(request, "x-amz-content-sha256");
  if (claim.form === "presigned") {
    const inQuery = request.query.filter(([name]) => name === "X-Amz-Content-Sha256");
    told = [...told, ...inQuery.map(([, value]) => value)];
  }
  const [digest] = told;
  if (told.some((other) => other !== digest)) return undefined;
  const allowUnsigned = options.allowUnsignedPayload ?? false;
  if (digest !== undefined) {
    const line = toldBodyLine(digest, allowUnsigned);
    return line && { lines: [line], lineIsDigest: false };
  }
  const untold = untoldBodyLines(options.bodySha256);
  if (claim.form === "presigned" && claim.service === "s3") untold.lines.unshift(unsignedLine(allowUnsigned));
  return untold;
};
