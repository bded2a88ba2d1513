import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { presignAws4 } from "@latchkey/signing/aws4/presign-aws4";
import { aws4Authorization, proveAws4 } from "@latchkey/signing/aws4/prove-aws4";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { formatBasicDate } from "@latchkey/signing/basic-date";
import { proveGatewayHmac } from "@latchkey/signing/gateway-hmac/prove-gateway-hmac";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import type { OutgoingRequest } from "@latchkey/signing/outgoing-request";
import { headersToSign, readOutgoing } from "@latchkey/signing/read-outgoing";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { sha256Hex } from "@latchkey/signing/web-crypto";

export interface KeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The request as it is sent: with the headers, or at the address, that the signature adds. */
export type Sign = (request: OutgoingRequest, pair: KeyPair, now: Date) => Promise<SignedCall>;
export interface SignedCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Seconds. */
const PRESIGNED_FOR = 300;

const inHeaders =
  (sign: (request: OutgoingRequest, pair: KeyPair, now: Date) => Promise<Record<string, string>>): Sign =>
  async (request, pair, now) => ({ url: new URL(request.url).href, headers: await sign(request, pair, now) });

/** As curl, aws4 and aws4fetch do: the body's digest is signed, and no header tells it. */
const aws4Untold: Sign = inHeaders(async (request, pair, now) => {
  const timestamp = formatBasicDate(now);
  const signed = readOutgoing(request, { "x-amz-date": timestamp });
  const names = headersToSign(signed);
  const { signature } = await proveAws4(signed, names, pair, timestamp, await sha256Hex(request.body ?? ""));
  return { "x-amz-date": timestamp, authorization: aws4Authorization(pair, timestamp, names, signature) };
});

/** As APIPark's own recipe does. */
const gatewayHmacUntold: Sign = inHeaders(async (request, { accessKey, secretKey }, now) => {
  const timestamp = formatBasicDate(now);
  const signed = readOutgoing(request, { "x-gateway-date": timestamp });
  const names = headersToSign(signed);
  const digest = await sha256Hex(request.body ?? "");
  const proof = await proveGatewayHmac(signed, names, "HMAC-SHA256", secretKey, timestamp, digest);
  const authorization = `HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(";")}, Signature=${proof.signature}`;
  return { "x-gateway-date": timestamp, authorization };
});

export const SIGNERS = {
  aws4: inHeaders(signAws4),
  aws4Untold,
  aws4Presigned: async (request, pair, now) => ({
    url: await presignAws4(request, pair, now, PRESIGNED_FOR),
    headers: {},
  }),
  gatewayHmac: inHeaders(signGatewayHmac),
  gatewayHmacUntold,
  sdkHmac: inHeaders((request, pair, now) =>
    signGatewayHmac(request, { ...pair, algorithm: "SDK-HMAC-SHA256" }, now),
  ),
  rfc9421: inHeaders(signRfc9421),
  apisix: inHeaders(signApisixSignature),
} as const satisfies Record<string, Sign>;
