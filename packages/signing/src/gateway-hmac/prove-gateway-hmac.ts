import type { SignedRequest } from "../signed-request.ts";
import { hmacSha256, sha256Hex, toHex } from "../web-crypto.ts";
import type { GatewayAlgorithm } from "./gateway-algorithm.ts";
import { canonicalGatewayRequest, gatewayStringToSignHead } from "./gateway-hmac-canonical.ts";

/**
 * The signature over a request as its receiver sees it, with the texts it is made of.
 * @param bodyLine the body's SHA-256 in lower-case hex, or `UNSIGNED-PAYLOAD`
 * @throws TypeError when a header to sign is missing or holds control characters
 */
export const proveGatewayHmac = async (
  request: SignedRequest,
  signedHeaders: readonly string[],
  algorithm: GatewayAlgorithm,
  secretKey: string,
  timestamp: string,
  bodyLine: string,
): Promise<{ canonicalRequest: string; stringToSign: string; signature: string }> => {
  const text = canonicalGatewayRequest(request, signedHeaders);
  if (text?.length !== 1) throw new TypeError("a header to sign is missing or cannot be sent");
  const canonicalRequest = text[0] + bodyLine;
  const stringToSign = gatewayStringToSignHead(algorithm, timestamp) + (await sha256Hex(canonicalRequest));
  return { canonicalRequest, stringToSign, signature: toHex(await hmacSha256(secretKey, stringToSign)) };
};
