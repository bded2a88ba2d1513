import { parseApisixSignature } from "../src/apisix-signature/parse-apisix-signature.ts";
import { signApisixSignature } from "../src/apisix-signature/sign-apisix-signature.ts";
import { verifyApisixSignature } from "../src/apisix-signature/verify-apisix-signature.ts";
import { createAws4SigningKeys } from "../src/aws4/aws4-signing-keys.ts";
import { parseAws4 } from "../src/aws4/parse-aws4.ts";
import { presignAws4 } from "../src/aws4/presign-aws4.ts";
import { signAws4 } from "../src/aws4/sign-aws4.ts";
import { verifyAws4 } from "../src/aws4/verify-aws4.ts";
import { parseGatewayHmac } from "../src/gateway-hmac/parse-gateway-hmac.ts";
import { signGatewayHmac } from "../src/gateway-hmac/sign-gateway-hmac.ts";
import { verifyGatewayHmac } from "../src/gateway-hmac/verify-gateway-hmac.ts";
import { parseKongHmac } from "../src/kong-hmac/parse-kong-hmac.ts";
import { signKongHmac } from "../src/kong-hmac/sign-kong-hmac.ts";
import { verifyKongHmac } from "../src/kong-hmac/verify-kong-hmac.ts";
import type { OutgoingRequest } from "../src/outgoing-request.ts";
import { parseRfc9421 } from "../src/rfc9421/parse-rfc9421.ts";
import { signRfc9421 } from "../src/rfc9421/sign-rfc9421.ts";
import { verifyRfc9421 } from "../src/rfc9421/verify-rfc9421.ts";
import type {
  ParsedSignature,
  SignatureOptions,
  SignatureVerdict,
} from "../src/signature/signature-verdict.ts";
import type { SignedRequest } from "../src/signed-request.ts";

export const accessKey = "LK0aB1cD2eF3gH4iJ5abcdef";
export const secretKey = "s3cr3t/of+forty=characters-in-UTF-8-ümlaut";
export const now = 1_700_000_000;
export const clock: Date = new Date(now * 1000);

/** One way to sign a request and to verify it, on both sides of the wire. */
export interface Scheme {
  readonly name: string;
  /** Signs, and gives the request as an API Gateway event would tell it. */
  send(request: OutgoingRequest, secret?: string, at?: Date): Promise<SignedRequest>;
  /** Verifies like a server that knows one secret; undefined when the scheme does not recognise the request. */
  receive(
    request: SignedRequest,
    options?: SignatureOptions,
    at?: number,
    secret?: string,
  ): SignatureVerdict | undefined;
}

type Sign = (
  request: OutgoingRequest,
  signer: { accessKey: string; secretKey: string },
  at: Date,
) => Promise<Record<string, string>>;
type Verify<Claim, Options> = (
  request: SignedRequest,
  claim: Claim,
  secret: string,
  at: number,
  options: Options,
) => SignatureVerdict;

const headerScheme = <Claim extends { accessKey: string }>(
  name: string,
  sign: Sign,
  parse: (request: SignedRequest) => ParsedSignature<Claim>,
  verify: Verify<Claim, SignatureOptions>,
): Scheme => ({
  name,
  send: async (request, secret = secretKey, at = clock) =>
    received(request, await sign(request, { accessKey, secretKey: secret }, at)),
  receive: (request, options = {}, at = now, secret = secretKey) =>
    receive(parse(request), (claim) => verify(request, claim, secret, at, options)),
});

const receive = <Claim extends { accessKey: string }>(
  parsed: ParsedSignature<Claim>,
  verify: (claim: Claim) => SignatureVerdict,
): SignatureVerdict | undefined => {
  if (parsed?.outcome !== "claimed") return parsed && { outcome: "refused", reason: "malformed-credential" };
  // Stands for the look-up: another access key has another secret.
  return parsed.claim.accessKey === accessKey
    ? verify(parsed.claim)
    : { outcome: "refused", reason: "bad-signature" };
};

const verifyWithKeys: Verify<Parameters<typeof verifyAws4>[1], SignatureOptions> = (
  request,
  claim,
  secret,
  at,
  options,
) => verifyAws4(request, claim, secret, at, { ...options, signingKeys: createAws4SigningKeys() });

/** A sent request as a REST API Gateway event tells it: query decoded, its names in alphabetical order. */
export const received = (
  request: OutgoingRequest,
  added: Readonly<Record<string, string>>,
): SignedRequest => {
  const url = new URL(request.url);
  const given = new URLSearchParams(url.search.replaceAll(";", "&"));
  const names = [...new Set(given.keys())].sort();
  const headers: Record<string, string[]> = { host: [url.host] };
  for (const [name, value] of Object.entries({ ...request.headers, ...added })) {
    headers[name.toLowerCase()] = [value].flat();
  }
  return {
    method: request.method.toUpperCase(),
    path: url.pathname,
    query: names.flatMap((name) => given.getAll(name).map((value): [string, string] => [name, value])),
    headers,
  };
};

const aws4 = headerScheme("aws4", signAws4, parseAws4, verifyWithKeys);

const presigned: Scheme = {
  ...aws4,
  name: "aws4, presigned",
  send: async (request, secret = secretKey, at = clock) => {
    const url = await presignAws4(request, { accessKey, secretKey: secret }, at, 300);
    return received({ ...request, url }, {});
  },
};

export const SCHEMES: readonly Scheme[] = [
  aws4,
  presigned,
  headerScheme("gateway-hmac", signGatewayHmac, parseGatewayHmac, verifyGatewayHmac),
  headerScheme(
    "gateway-hmac, Huawei's name",
    (request, signer, at) => signGatewayHmac(request, { ...signer, algorithm: "SDK-HMAC-SHA256" }, at),
    parseGatewayHmac,
    verifyGatewayHmac,
  ),
  headerScheme("rfc9421", signRfc9421, parseRfc9421, verifyRfc9421),
  headerScheme("signature", signApisixSignature, parseApisixSignature, verifyApisixSignature),
  headerScheme("kong", signKongHmac, parseKongHmac, verifyKongHmac),
];
