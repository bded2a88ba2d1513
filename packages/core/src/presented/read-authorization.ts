import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import { parseApisixSignature } from "@latchkey/signing/apisix-signature/parse-apisix-signature";
import { parseAws4 } from "@latchkey/signing/aws4/parse-aws4";
import { decodeBasic } from "@latchkey/signing/basic/parse-basic";
import { parseGatewayHmac } from "@latchkey/signing/gateway-hmac/parse-gateway-hmac";
import { JWT_MAX, parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { parseRfc9421 } from "@latchkey/signing/rfc9421/parse-rfc9421";
import type { ParsedSignature } from "@latchkey/signing/signature/signature-verdict";
import type { SignedRequest } from "@latchkey/signing/signed-request";
import type { SignatureClaim } from "../credential/aksk/signature-claim.ts";
import type { CredentialType } from "../credential/credential.ts";
import type { Presented } from "./presented.ts";

/** Nothing of ours, something of ours that is broken, something that names no credential of ours, or what it says. */
export type Read = Presented | "malformed" | "unreadable" | undefined;

/**
 * Reads the value of an `Authorization` header, or of another header that stands in for it.
 * @param only the type that is tried; all of them when absent
 */
export const readAuthorization = (
  request: SignedRequest,
  value: string,
  only: CredentialType | undefined,
): Read => {
  const space = value.indexOf(" ");
  if (space < 0 || space > 16) return readBare(value, only);
  const scheme = value.slice(0, space);
  const parse = SIGNATURES.get(scheme);
  if (parse)
    return only === undefined || only === "aksk" ? readSignature(parse(under(request, value))) : undefined;
  const rest = value.slice(space + 1).trim();
  switch (scheme.toLowerCase()) {
    case "basic": {
      if (only !== undefined && only !== "basic") return undefined;
      const login = decodeBasic(rest);
      return login ? { type: "basic", login } : "unreadable";
    }
    case "bearer":
      return readToken(rest, only);
    case "apikey":
      return only === undefined || only === "api-key" ? { type: "api-key", value: rest } : undefined;
    default:
      return undefined;
  }
};

/** A token with the form of a JWT is tried as one, every other as an API key. */
export const readToken = (value: string, only: CredentialType | undefined): Read => {
  if (only === "jwt") return parseJwt(value) ? { type: "jwt", token: value } : "unreadable";
  if (only === undefined && hasJwtForm(value)) return { type: "jwt", token: value };
  return only === undefined || only === "api-key" ? { type: "api-key", value } : undefined;
};

const hasJwtForm = (value: string): boolean =>
  value.length <= JWT_MAX && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);

/** A presigned request; the caller has seen an `X-Amz-Signature`. */
export const readPresigned = (request: SignedRequest): Read => readSignature(parseAws4(request));

export const readMessageSignature = (request: SignedRequest): Read => readSignature(parseRfc9421(request));

/** Without a scheme only what cannot be anything else, unless the client has said what it is. */
const readBare = (value: string, only: CredentialType | undefined): Read => {
  if (only === "jwt" || only === "api-key") return readToken(value, only);
  if (only !== undefined) return undefined;
  if (hasJwtForm(value)) return { type: "jwt", token: value };
  return parseApiKey(value).outcome === "minted" ? { type: "api-key", value } : undefined;
};

const SIGNATURES = new Map<string, (request: SignedRequest) => ParsedSignature<SignatureClaim>>([
  ["AWS4-HMAC-SHA256", parseAws4],
  ["HMAC-SHA256", parseGatewayHmac],
  ["SDK-HMAC-SHA256", parseGatewayHmac],
  ["Signature", parseApisixSignature],
]);

const readSignature = (parsed: ParsedSignature<SignatureClaim>): Read => {
  if (parsed?.outcome !== "claimed") return parsed?.outcome;
  return { type: "aksk", claim: parsed.claim };
};

/** The request with this value as its only `Authorization`, wherever it stood. */
const under = (request: SignedRequest, value: string): SignedRequest => {
  const sent = request.headers["authorization"];
  return sent?.length === 1 && sent[0] === value
    ? request
    : { ...request, headers: { ...request.headers, authorization: [value] } };
};
