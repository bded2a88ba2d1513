import { parseApisixSignature } from "@latchkey/signing/apisix-signature/parse-apisix-signature";
import { parseAws4 } from "@latchkey/signing/aws4/parse-aws4";
import { parseGatewayHmac } from "@latchkey/signing/gateway-hmac/parse-gateway-hmac";
import { parseKongHmac } from "@latchkey/signing/kong-hmac/parse-kong-hmac";
import { parseRfc9421 } from "@latchkey/signing/rfc9421/parse-rfc9421";
import type { ParsedSignature } from "@latchkey/signing/signature/signature-verdict";
import type { SignedRequest } from "@latchkey/signing/signed-request";
import { AUTHORIZATION, isAuthorization, type Presenting } from "../part/presenting.ts";
import type { SignatureClaim } from "./signature-claim.ts";

/** A signed request. */
export interface PresentedAksk {
  type: "aksk";
  claim: SignatureClaim;
}

type ReadSignature = PresentedAksk | "malformed" | undefined;

/** The signature in an `Authorization` value; nothing for a scheme that is no signature's. Schemes have their case. */
export const readSignature = (request: SignedRequest, scheme: string, value: string): ReadSignature => {
  const parse = SCHEMES.get(scheme);
  return parse && read(parse(withAuthorization(request, value)));
};

/** A presigned request; the caller has seen an `X-Amz-Signature`. */
export const readPresigned = (request: SignedRequest): ReadSignature => read(parseAws4(request));

/** A request with a `Signature-Input` (RFC 9421). */
export const readMessageSignature = (request: SignedRequest): ReadSignature => read(parseRfc9421(request));

const SCHEMES = new Map<string, (request: SignedRequest) => ParsedSignature<SignatureClaim>>([
  ["AWS4-HMAC-SHA256", parseAws4],
  ["HMAC-SHA256", parseGatewayHmac],
  ["SDK-HMAC-SHA256", parseGatewayHmac],
  ["Signature", parseApisixSignature],
  ["hmac", parseKongHmac],
  ["Hmac", parseKongHmac],
]);

const read = (parsed: ParsedSignature<SignatureClaim>): ReadSignature =>
  parsed?.outcome === "claimed" ? { type: "aksk", claim: parsed.claim } : parsed?.outcome;

/** The request with this value as its only `Authorization`; another header may have carried it. */
const withAuthorization = (request: SignedRequest, value: string): SignedRequest => {
  const sent = request.headers[AUTHORIZATION];
  return sent?.length === 1 && sent[0] === value && !Object.hasOwn(request.headers, PROXY_AUTHORIZATION)
    ? request
    : { ...request, headers: { ...request.headers, [AUTHORIZATION]: [value], [PROXY_AUTHORIZATION]: [] } };
};

/** Where Kong's clients may put a signature, in lower case. */
const PROXY_AUTHORIZATION = "proxy-authorization";

export const akskPresenting: Presenting<PresentedAksk> = {
  namedBy: ["ak/sk", "aksk"],
  beginnings: ["AWS4-", "HMAC-", "SDK-", "Signature ", "hmac ", "Hmac "],
  isDefaultPosition: (position) =>
    isAuthorization(position) ||
    (position.where === "header" &&
      (position.name === "signature" || position.name === PROXY_AUTHORIZATION)) ||
    (position.where === "query" && position.name === "X-Amz-Signature"),
  isOfForm: () => true,
  // Two signatures may allow two bodies.
  isSame: () => false,
};
