import { NewAksk } from "@latchkey/core/credential/aksk/aksk-input";
import { NewApiKey } from "@latchkey/core/credential/api-key/api-key-input";
import { NewBasic } from "@latchkey/core/credential/basic/basic-input";
import { CredentialPatch, NewCredential, Rotation } from "@latchkey/core/credential/credential-input";
import { SecretEncoding } from "@latchkey/core/credential/jwt/jwt-credential";
import { NewJwt } from "@latchkey/core/credential/jwt/jwt-input";
import { NewOauth2 } from "@latchkey/core/credential/oauth2/oauth2-input";
import { inner, requestObject, requestUnion, type SchemaDocs, vocabulary } from "../http/documented.ts";
import {
  AKSK_TEXTS,
  BASIC_TEXTS,
  COMMON_TEXTS,
  JWT_TEXTS,
  OAUTH2_TEXTS,
  POSITION_TEXTS,
} from "./credential-texts.ts";

const TYPE = "The credential's type.";
const ALGORITHM = "The algorithm, or up to three of one family.";

/** What the requests about credentials hold. */
export const credentialRequests: readonly SchemaDocs[] = [
  vocabulary("SecretEncoding", SecretEncoding, "How the text of a shared secret becomes bytes."),
  requestObject("PositionInput", inner(inner(NewApiKey.shape.in)), {
    description: "A place where a request may carry a credential.",
    properties: POSITION_TEXTS,
  }),
  requestObject("HeaderPositionInput", inner(inner(NewBasic.shape.in)), {
    description: "A header that carries the whole `Authorization` value.",
    properties: { where: "Always a header.", name: "The header's name." },
  }),
  requestUnion(
    "NewCredential",
    NewCredential,
    "A credential to be issued or imported. `type` says which members it takes.",
  ),
  requestObject("NewApiKey", NewApiKey, {
    description: "An API key: made here, or imported.",
    properties: {
      ...COMMON_TEXTS,
      type: TYPE,
      apiKey: "A key of another product, as it is: 16 to 256 printable ASCII characters.",
      apiKeySha256: "The SHA-256 of such a key in hexadecimal, in place of the key.",
    },
    example: { type: "api-key", name: "first" },
  }),
  requestObject("NewBasic", NewBasic, {
    description: "A user name and a password: made here, or given.",
    properties: {
      ...COMMON_TEXTS,
      ...BASIC_TEXTS,
      type: TYPE,
      password: "At least 8 characters. Absent: one is made.",
      passwordHash:
        "To bring a password of which only the hash is known: bcrypt (`$2b$…`, cost 4 to 12), argon2 (`$argon2id$v=19$…`, at most 64 MiB) or Kong's `$kong-sha1$<consumer id>$<hex>`. It is hashed by Latchkey's own parameters at the first right password.",
    },
    example: { type: "basic", name: "station", username: "weather-station" },
  }),
  requestObject("NewJwt", NewJwt, {
    description:
      "Tokens of an issuer. At most one of `secret`, `publicKey` and `jwksUri`; without any a secret is made.",
    properties: {
      ...COMMON_TEXTS,
      ...JWT_TEXTS,
      type: TYPE,
      algorithm: ALGORITHM,
      secret: "A shared secret, for the HS family.",
      secretEncoding: "How the text of `secret` becomes bytes.",
    },
    example: {
      type: "jwt",
      name: "login",
      algorithm: "RS256",
      issuer: "https://login.example.com",
      subject: "station-7",
      jwksUri: "https://login.example.com/jwks.json",
    },
  }),
  requestObject("NewAksk", NewAksk, {
    description: "An access key with a secret key that signs: made here, or imported.",
    properties: {
      ...COMMON_TEXTS,
      ...AKSK_TEXTS,
      type: TYPE,
      secretKey: "16 to 256 printable ASCII characters. Absent: one is made.",
    },
    example: { type: "aksk", name: "signer", schemes: ["aws4"] },
  }),
  requestObject("NewOauth2", NewOauth2, {
    description:
      "A client of the stage's authorization server (OAuth 2). Without `publicKey` and `jwksUri` a secret is made.",
    properties: { ...COMMON_TEXTS, ...OAUTH2_TEXTS, type: TYPE },
    example: { type: "oauth2", name: "worker", accessTokenSeconds: 900 },
  }),
  requestObject("CredentialPatch", CredentialPatch, {
    description:
      "What changes of a credential. What is absent stays; `null` removes a restriction. Members of another type are refused.",
    properties: {
      ...COMMON_TEXTS,
      ...JWT_TEXTS,
      ...AKSK_TEXTS,
      accessTokenSeconds: OAUTH2_TEXTS.accessTokenSeconds,
      status: "`disabled`: it is refused until it is enabled again.",
      algorithm: ALGORITHM,
      clockSkewSeconds: "How far the clocks of sender and gateway may be apart.",
    },
    example: { allowedIps: ["192.0.2.0/24"], expiresAt: "2027-01-31T12:00:00Z" },
  }),
  requestObject("Rotation", Rotation, {
    description: "How the former secret ends.",
    properties: { overlapSeconds: "How long the former secret still holds." },
    example: { overlapSeconds: 3600 },
  }),
];
