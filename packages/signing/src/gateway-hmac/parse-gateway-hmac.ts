import { headerValues } from "../request-headers.ts";
import {
  CREDENTIAL_MAX,
  isAccessKey,
  isHexSignature,
  readParameters,
} from "../signature/credential-parameters.ts";
import { readHeaderNames } from "../signature/header-names.ts";
import { MALFORMED } from "../signature/refused-signature.ts";
import type { ParsedSignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { GATEWAY_ALGORITHMS, type GatewayAlgorithm } from "./gateway-algorithm.ts";
import { GATEWAY_HEADERS } from "./gateway-hmac-canonical.ts";

/** What a request claims that is signed the way of APIPark, Apinto or Huawei. */
export interface GatewayHmacClaim {
  readonly scheme: "gateway-hmac";
  readonly algorithm: GatewayAlgorithm;
  readonly accessKey: string;
  /** Lower case, each once, in the listed order. */
  readonly signedHeaders: readonly string[];
  /** 64 lower-case hex characters. */
  readonly signature: string;
}

/** Reads `HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…`, or `SDK-HMAC-SHA256`, from the Authorization header. */
export const parseGatewayHmac = (request: SignedRequest): ParsedSignature<GatewayHmacClaim> => {
  const found = headerValues(request, "authorization").filter((value) => algorithmOf(value) !== undefined);
  const [value] = found;
  const algorithm = value === undefined ? undefined : algorithmOf(value);
  if (value === undefined || algorithm === undefined) return undefined;
  if (found.length > 1 || value.length > CREDENTIAL_MAX) return MALFORMED;
  const parameters = readParameters(value.slice(algorithm.length), ["Access", "SignedHeaders", "Signature"]);
  if (!parameters) return MALFORMED;
  const [accessKey, list, signature] = parameters;
  const signedHeaders = readHeaderNames(list);
  if (
    !signedHeaders?.includes("host") ||
    !signedHeaders.includes(GATEWAY_HEADERS[algorithm].date) ||
    !isAccessKey(accessKey) ||
    !isHexSignature(signature)
  ) {
    return MALFORMED;
  }
  return {
    outcome: "claimed",
    claim: { scheme: "gateway-hmac", algorithm, accessKey, signedHeaders, signature },
  };
};

const algorithmOf = (value: string): GatewayAlgorithm | undefined =>
  GATEWAY_ALGORITHMS.find((name) => value.startsWith(name) && value.charAt(name.length) === " ");
