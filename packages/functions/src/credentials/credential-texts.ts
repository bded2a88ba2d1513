/** What fields of a credential are, in requests and answers. */
export const COMMON_TEXTS = {
  name: "The name that people read.",
  expiresAt: "When it stops holding, UTC. Absent: never.",
  hideCredential: "Whether the credential is taken out of what goes to the upstream.",
  allowedIps: "Addresses and ranges (CIDR) that it may be used from. Absent: all.",
  scopes:
    "Scopes that it may use, of those that its subscription has. Absent: all of them (of the management API never `owner`).",
  models:
    "Models of AI services that it may call: names, or beginnings with `*` at the end. Absent: all of them.",
  in: "Places where a request may carry it, in place of the type's own.",
} as const;

export const POSITION_TEXTS = {
  where: "The part of the request.",
  name: "The name of the header, parameter or cookie.",
} as const;

export const BASIC_TEXTS = { username: "The user name (RFC 7617), unique in the stage." } as const;

export const JWT_TEXTS = {
  issuer: "What `iss` of a token has to be.",
  audience: "What `aud` of a token has to be or to hold. Absent: not looked at.",
  subjectClaim: "The claim that tells the caller; `key` for tokens that are told apart by their key.",
  subject: "What that claim has to be. Absent: anything; a credential that names it exactly goes before.",
  publicKey: "What signatures are checked with: PEM (SPKI or X.509), or a JWK.",
  jwksUri: "Where the issuer publishes its keys, an https address.",
  requireExpiry: "Whether a token must have `exp`.",
  clockSkewSeconds: "How far the clocks of sender and gateway may be apart.",
  maxLifetimeSeconds: "How long a token may live, from `iat` to `exp`. Absent: not looked at.",
} as const;

export const AKSK_TEXTS = {
  accessKey: "Names the credential in a signature; unique in the stage.",
  schemes: "The signature schemes that are accepted.",
  clockSkewSeconds: "How far a signature's time may be from the gateway's.",
  replayProtection: "Whether a signature is accepted once only.",
  allowUnsignedPayload: "Whether a signature may leave the body out.",
} as const;

export const OAUTH2_TEXTS = {
  accessTokenSeconds: "How long an access token lives.",
  publicKey: "What assertions are checked with, in place of a secret: PEM (SPKI or X.509), or a JWK.",
  jwksUri: "Where the client publishes its keys, an https address, in place of a secret.",
} as const;

export const IMPORTED = "Whether the secret was given rather than made here.";
