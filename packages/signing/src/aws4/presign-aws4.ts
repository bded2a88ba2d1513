import { formatBasicDate } from "../basic-date.ts";
import { canonicalQuery } from "../canonical-query.ts";
import type { OutgoingRequest } from "../outgoing-request.ts";
import { headersToSign, readOutgoing } from "../read-outgoing.ts";
import { EMPTY_SHA256, UNSIGNED_PAYLOAD } from "../signature/body-digest.ts";
import { sha256Hex } from "../web-crypto.ts";
import { AWS4_ALGORITHM } from "./aws4-canonical.ts";
import type { Aws4Signer } from "./aws4-signer.ts";
import { aws4Credential, proveAws4 } from "./prove-aws4.ts";

/**
 * Presigns a request with AWS Signature V4: every holder of the address may send it until it expires, with these headers and
 * this body (for the service `s3`, as AWS has it, with any body that the server takes unsigned).
 * @param expiresSeconds 1 to 604,800
 * @returns the address
 */
export const presignAws4 = async (
  request: OutgoingRequest,
  signer: Aws4Signer,
  now: Date,
  expiresSeconds: number,
): Promise<string> => {
  const plain = readOutgoing(request);
  const names = headersToSign(plain);
  const timestamp = formatBasicDate(now);
  const query: [string, string][] = [
    ...plain.query.map(([name, value]): [string, string] => [name, value]),
    ["X-Amz-Algorithm", AWS4_ALGORITHM],
    ["X-Amz-Credential", aws4Credential(signer, timestamp)],
    ["X-Amz-Date", timestamp],
    ["X-Amz-Expires", String(expiresSeconds)],
    ["X-Amz-SignedHeaders", names.join(";")],
  ];
  const digest = request.body === undefined ? EMPTY_SHA256 : await sha256Hex(request.body);
  const bodyLine = signer.service === "s3" ? UNSIGNED_PAYLOAD : digest;
  if (request.body !== undefined && signer.service !== "s3") query.push(["X-Amz-Content-Sha256", digest]);
  const { signature } = await proveAws4({ ...plain, query }, names, signer, timestamp, bodyLine);
  const url = new URL(request.url);
  url.search = canonicalQuery([...query, ["X-Amz-Signature", signature]], "given");
  return url.href;
};
