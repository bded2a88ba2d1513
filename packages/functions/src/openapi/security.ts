import type { Json } from "./json.ts";

/** Each form in which a caller proves who it is; docs/credentials.md has commands for all. */
export const SECURITY_SCHEMES: Record<string, Json> = {
  apiKey: {
    type: "apiKey",
    in: "header",
    name: "X-API-Key",
    description: "An API key of a consumer that is subscribed to the service `latchkey`, or root's.",
  },
  apiKeyAuthorization: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "The same key as `ApiKey lk_…` or `Bearer lk_…`.",
  },
  person: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "OpenID Connect ID token",
    description: "The token that a person has got by signing in at the stage's OpenID Connect issuer.",
  },
  token: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A token of an issuer that a consumer's credential of type `jwt` names.",
  },
  accessToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT (RFC 9068)",
    description: "An access token that a client of type `oauth2` got at `/oauth2/token`.",
  },
  basic: {
    type: "http",
    scheme: "basic",
    description: "User name and password of a credential of type `basic` (RFC 7617).",
  },
  awsSignature: {
    type: "http",
    scheme: "AWS4-HMAC-SHA256",
    description: "AWS Signature V4 by a credential of type `aksk`, with any region and service.",
  },
  gatewaySignature: {
    type: "http",
    scheme: "HMAC-SHA256",
    description:
      "The signature of APIPark, Apinto and Huawei (`SDK-HMAC-SHA256` too) by a credential of type `aksk`.",
  },
  apisixSignature: {
    type: "http",
    scheme: "Signature",
    description: "The signature of APISIX by a credential of type `aksk`.",
  },
  kongSignature: {
    type: "http",
    scheme: "hmac",
    description:
      "The signature of Kong's hmac-auth by a credential of type `aksk` that lists the scheme `kong`.",
  },
  messageSignature: {
    type: "apiKey",
    in: "header",
    name: "Signature",
    description: "HTTP Message Signatures (RFC 9421) by a credential of type `aksk`.",
  },
  messageSignatureInput: {
    type: "apiKey",
    in: "header",
    name: "Signature-Input",
    description: "What `Signature` covers (RFC 9421, section 4.1).",
  },
};

/** One of them is enough. */
export const SECURITY: readonly Json[] = [
  { apiKey: [] },
  { apiKeyAuthorization: [] },
  { person: [] },
  { token: [] },
  { accessToken: [] },
  { basic: [] },
  { awsSignature: [] },
  { gatewaySignature: [] },
  { apisixSignature: [] },
  { kongSignature: [] },
  { messageSignature: [], messageSignatureInput: [] },
];
