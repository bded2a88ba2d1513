import type { SignedRequest } from "../signed-request.ts";
import { hmacSha256, sha256Hex, toHex } from "../web-crypto.ts";
import {
  AWS4_ALGORITHM,
  AWS4_TERMINATOR,
  type Aws4PathRule,
  aws4PathRule,
  aws4Scope,
  aws4StringToSignHead,
  canonicalAws4Request,
} from "./aws4-canonical.ts";
import type { Aws4Signer } from "./aws4-signer.ts";

/** The Authorization header of the header form. */
export const aws4Authorization = (
  signer: Aws4Signer,
  timestamp: string,
  signedHeaders: readonly string[],
  signature: string,
): string => {
  const credential = aws4Credential(signer, timestamp);
  return `${AWS4_ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
};

/** `access key/date/region/service/aws4_request`. */
export const aws4Credential = (signer: Aws4Signer, timestamp: string): string =>
  `${signer.accessKey}/${aws4Scope(timestamp, regionOf(signer), serviceOf(signer))}`;

/**
 * The signature over a request as its receiver sees it, with the texts it is made of.
 * @param bodyLine the body's SHA-256 in lower-case hex, or `UNSIGNED-PAYLOAD`
 * @throws TypeError when a header to sign is missing or holds control characters
 */
export const proveAws4 = async (
  request: SignedRequest,
  signedHeaders: readonly string[],
  signer: Aws4Signer,
  timestamp: string,
  bodyLine: string,
  pathRule: Aws4PathRule = aws4PathRule(serviceOf(signer)),
): Promise<{ canonicalRequest: string; stringToSign: string; signature: string }> => {
  if (signer.secretKey === "") throw new RangeError("an empty secret signs nothing");
  const text = canonicalAws4Request(request, signedHeaders, pathRule);
  if (text?.length !== 1) throw new TypeError("a header to sign is missing or cannot be sent");
  const canonicalRequest = text[0] + bodyLine;
  const region = regionOf(signer);
  const service = serviceOf(signer);
  const stringToSign = aws4StringToSignHead(timestamp, region, service) + (await sha256Hex(canonicalRequest));
  let key: string | Uint8Array = `AWS4${signer.secretKey}`;
  for (const part of [timestamp.slice(0, 8), region, service, AWS4_TERMINATOR]) {
    key = await hmacSha256(key, part);
  }
  return { canonicalRequest, stringToSign, signature: toHex(await hmacSha256(key, stringToSign)) };
};

const regionOf = (signer: Aws4Signer): string => signer.region ?? "us-east-1";

const serviceOf = (signer: Aws4Signer): string => signer.service ?? "execute-api";
