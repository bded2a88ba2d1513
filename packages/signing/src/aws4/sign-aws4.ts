import { formatBasicDate } from "../basic-date.ts";
import type { OutgoingRequest } from "../outgoing-request.ts";
import { headersToSign, readOutgoing } from "../read-outgoing.ts";
import { sha256Hex } from "../web-crypto.ts";
import type { Aws4Signer } from "./aws4-signer.ts";
import { aws4Authorization, proveAws4 } from "./prove-aws4.ts";

/**
 * Signs a request with AWS Signature V4, header form. The body's digest is sent along, so that no server has to read
 * the body to check the signature.
 * @returns the headers to add to the request
 */
export const signAws4 = async (
  request: OutgoingRequest,
  signer: Aws4Signer,
  now: Date,
): Promise<{ authorization: string; "x-amz-date": string; "x-amz-content-sha256": string }> => {
  const added = {
    "x-amz-date": formatBasicDate(now),
    "x-amz-content-sha256": await sha256Hex(request.body ?? ""),
  };
  const signed = readOutgoing(request, added);
  const names = headersToSign(signed);
  const timestamp = added["x-amz-date"];
  const proof = await proveAws4(signed, names, signer, timestamp, added["x-amz-content-sha256"]);
  return { ...added, authorization: aws4Authorization(signer, timestamp, names, proof.signature) };
};
