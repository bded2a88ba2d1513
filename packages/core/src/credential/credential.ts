import { JWT_ALGORITHMS } from "@latchkey/signing/jwt/jwt-algorithm";
import * as z from "zod/mini";
import { ResourceFields } from "../resource.ts";

export const CredentialType = z.enum(["api-key", "basic", "jwt", "aksk"]);
export type CredentialType = z.infer<typeof CredentialType>;

/** A place where a request may carry the credential; it replaces the type's default places. */
export const Position = z.object({ where: z.enum(["header", "query", "cookie"]), name: z.string() });
export type Position = z.infer<typeof Position>;

export const AkskScheme = z.enum(["aws4", "gateway-hmac", "rfc9421", "signature"]);
export type AkskScheme = z.infer<typeof AkskScheme>;

/** `validUntil` is set on the former secret after a rotation: it works until then, and not longer. */
const validUntil = z.optional(z.string());

/** HMAC(pepper, SHA-256(key)) in base64, and the pepper's id in its key ring. */
export const HashedKey = z.object({ hash: z.string(), pepper: z.string(), validUntil });
export type HashedKey = z.infer<typeof HashedKey>;

/** argon2id in PHC string form. */
export const HashedPassword = z.object({ phc: z.string(), validUntil });
export type HashedPassword = z.infer<typeof HashedPassword>;

/** AES-256-GCM with the credential's id as associated data. */
export const SealedSecret = z.object({ sealed: z.string(), validUntil });
export type SealedSecret = z.infer<typeof SealedSecret>;

const Common = {
  ...ResourceFields,
  consumerId: z.string(),
  name: z.string(),
  status: z.enum(["enabled", "disabled"]),
  expiresAt: z.optional(z.string()),
  hideCredential: z.boolean(),
  allowedIps: z.optional(z.array(z.string())),
  scopes: z.optional(z.array(z.string())),
  in: z.optional(z.array(Position)),
  /** The first characters, to recognise it by. */
  hint: z.string(),
  previousValidUntil: z.optional(z.string()),
  lastUsedAt: z.optional(z.string()),
  /** What was due to be told of its end up to this time was told. */
  remindedUntil: z.optional(z.string()),
  /** The names that it has claimed among all credentials, and is found by when it was not minted. */
  pointers: z.optional(z.array(z.string())),
};

export const ApiKeyCredential = z.object({
  ...Common,
  type: z.literal("api-key"),
  imported: z.boolean(),
  secrets: z.array(HashedKey),
});
export type ApiKeyCredential = z.infer<typeof ApiKeyCredential>;

export const BasicCredential = z.object({
  ...Common,
  type: z.literal("basic"),
  username: z.string(),
  secrets: z.array(HashedPassword),
});
export type BasicCredential = z.infer<typeof BasicCredential>;

/** How the text of a shared secret becomes bytes. */
export const SecretEncoding = z.enum(["text", "base64", "base64url"]);
export type SecretEncoding = z.infer<typeof SecretEncoding>;

export const SealedJwtSecret = z.object({ ...SealedSecret.shape, encoding: SecretEncoding });
export type SealedJwtSecret = z.infer<typeof SealedJwtSecret>;

/** What a token is checked with. A PEM or a JWK is public; only `secrets` are sealed. */
export const JwtKey = z.union([
  z.object({ kind: z.literal("secret"), secrets: z.array(SealedJwtSecret) }),
  z.object({ kind: z.literal("pem"), pem: z.string() }),
  z.object({ kind: z.literal("jwk"), jwk: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal("jwks"), uri: z.string() }),
]);
export type JwtKey = z.infer<typeof JwtKey>;

export const SubjectClaim = z.enum(["sub", "client_id", "azp", "appid", "key"]);
export type SubjectClaim = z.infer<typeof SubjectClaim>;

export const JwtCredential = z.object({
  ...Common,
  type: z.literal("jwt"),
  algorithms: z.array(z.enum(JWT_ALGORITHMS)),
  issuer: z.optional(z.string()),
  audience: z.optional(z.string()),
  subjectClaim: SubjectClaim,
  subject: z.optional(z.string()),
  key: JwtKey,
  requireExpiry: z.boolean(),
  clockSkewSeconds: z.int(),
  maxLifetimeSeconds: z.optional(z.int()),
});
export type JwtCredential = z.infer<typeof JwtCredential>;

export const AkskCredential = z.object({
  ...Common,
  type: z.literal("aksk"),
  accessKey: z.string(),
  imported: z.boolean(),
  secrets: z.array(SealedSecret),
  schemes: z.array(AkskScheme),
  clockSkewSeconds: z.int(),
  replayProtection: z.boolean(),
  allowUnsignedPayload: z.boolean(),
});
export type AkskCredential = z.infer<typeof AkskCredential>;

export const Credential = z.discriminatedUnion("type", [
  ApiKeyCredential,
  BasicCredential,
  JwtCredential,
  AkskCredential,
]);
export type Credential = z.infer<typeof Credential>;
export type CredentialRecord = { kind: "credential"; value: Credential };
