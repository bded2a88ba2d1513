import { formatBasicDate } from "../basic-date.ts";
import { headersToSign, type OutgoingRequest, readOutgoing } from "../outgoing-request.ts";
import type { SignedRequest } from "../signed-request.ts";
import { hmacSha256, sha256Hex, toHex } from "../web-crypto.ts";
import {
  canonicalGatewayRequest,
  GATEWAY_HEADERS,
  type GatewayAlgorithm,
  gatewayStringToSignHead,
} from "./gateway-hmac-canonical.ts";

export interface GatewayHmacSigner {
  readonly accessKey: string;
  readonly secretKey: string;
  /** `SDK-HMAC-SHA256` is Huawei's name for it, with headers `X-Sdk-…`. Default `HMAC-SHA256`, APIPark's. */
  readonly algorithm?: GatewayAlgorithm;
}

/**
 * Signs a request as APIPark, Apinto and Huawei do. The body's digest is sent along, so that no server has to read the
 * body to check the signature.
 * @returns the headers to add to the request
 */
export async function signGatewayHmac(
  request: OutgoingRequest,
  signer: GatewayHmacSigner,
  now: Date,
): Promise<Record<string, string>> {
  const algorithm = signer.algorithm ?? "HMAC-SHA256";
  const { date, digests } = GATEWAY_HEADERS[algorithm];
  const digest = await sha256Hex(request.body ?? "");
  const timestamp = formatBasicDate(now);
  const added = { [date]: timestamp, [digests.at(-1) ?? digests[0]]: digest };
  const signed = readOutgoing(request, added);
  const names = headersToSign(signed);
  const { signature } = await proveGatewayHmac(signed, names, algorithm, signer.secretKey, timestamp, digest);
  const list = names.join(";");
  const authorization = `${algorithm} Access=${signer.accessKey}, SignedHeaders=${list}, Signature=${signature}`;
  return { ...added, authorization };
}

/**
 * The signature over a request as its receiver sees it, with the texts it is made of.
 * @param bodyLine the body's SHA-256 in lower-case hex, or `UNSIGNED-PAYLOAD`
 * @throws TypeError when a header to sign is missing or holds control characters
 */
export async function proveGatewayHmac(
  request: SignedRequest,
  signedHeaders: readonly string[],
  algorithm: GatewayAlgorithm,
  secretKey: string,
  timestamp: string,
  bodyLine: string,
): Promise<{ canonicalRequest: string; stringToSign: string; signature: string }> {
  const text = canonicalGatewayRequest(request, signedHeaders);
  if (text?.length !== 1) throw new TypeError("a header to sign is missing or cannot be sent");
  const canonicalRequest = text[0] + bodyLine;
  const stringToSign = gatewayStringToSignHead(algorithm, timestamp) + (await sha256Hex(canonicalRequest));
  return { canonicalRequest, stringToSign, signature: toHex(await hmacSha256(secretKey, stringToSign)) };
}
