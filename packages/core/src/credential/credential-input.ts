import { JWT_ALGORITHMS } from "@latchkey/signing/jwt/jwt-algorithm";
import * as z from "zod/mini";
import { Cidr } from "../address/ip-range.ts";
import { HeaderName, IsoTime, line } from "../text.ts";
import { AkskScheme, Position, SecretEncoding, SubjectClaim } from "./credential.ts";

const Scopes = z
  .array(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,62}$/, "a scope name")))
  .check(z.maxLength(50));

const PositionInput = z.strictObject({ ...Position.shape, name: HeaderName });

/** A password or a signature is a whole `Authorization` value: it can only move to a header of another name. */
export const HeaderPosition = z.strictObject({
  where: z.literal("header", "header: this type is carried in a header alone"),
  name: HeaderName,
});

const Positions = <P extends z.ZodMiniType>(position: P) =>
  z.array(position).check(z.minLength(1), z.maxLength(5));

const fields = {
  name: line(100),
  expiresAt: IsoTime,
  hideCredential: z.boolean(),
  allowedIps: z.array(Cidr).check(z.minLength(1), z.maxLength(100)),
  scopes: Scopes,
  in: Positions(PositionInput),
};

const Common = {
  name: fields.name,
  expiresAt: z.optional(fields.expiresAt),
  hideCredential: z._default(fields.hideCredential, true),
  allowedIps: z.optional(fields.allowedIps),
  scopes: z.optional(fields.scopes),
  in: z.optional(fields.in),
};

/** A minted key, unless one is imported: as it is, or as its hex SHA-256. */
export const NewApiKey = z.strictObject({
  ...Common,
  type: z.literal("api-key"),
  apiKey: z.optional(z.string().check(z.maxLength(256))),
  apiKeySha256: z.optional(z.string().check(z.regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits"))),
});
export type NewApiKey = z.infer<typeof NewApiKey>;

/** RFC 7617: a user name holds no colon, and neither part a control character. */
const BasicText = (most: number) =>
  z.string().check(z.maxLength(most), z.regex(/^[^\p{Cc}\p{Cs}]*$/u, "no control characters"));

export const NewBasic = z.strictObject({
  ...Common,
  in: z.optional(Positions(HeaderPosition)),
  type: z.literal("basic"),
  username: z.optional(BasicText(128).check(z.minLength(1), z.regex(/^[^:]*$/, "no colon"))),
  password: z.optional(BasicText(256).check(z.minLength(8))),
});
export type NewBasic = z.infer<typeof NewBasic>;

const Algorithm = z.enum(JWT_ALGORITHMS);
const Seconds = (most: number) => z.int().check(z.minimum(0), z.maximum(most));

const jwtFields = {
  algorithm: z.union([Algorithm, z.array(Algorithm).check(z.minLength(1), z.maxLength(3))]),
  issuer: line(512),
  audience: line(512),
  subjectClaim: SubjectClaim,
  subject: line(512),
  publicKey: z.union([
    z.string().check(z.maxLength(16_384)),
    // What a JWK holds beyond what is understood is kept (RFC 7517, section 4).
    z
      .record(z.string(), z.unknown())
      .check(z.refine((jwk) => JSON.stringify(jwk).length <= 16_384, "at most 16,384 characters as JSON")),
  ]),
  jwksUri: z
    .string()
    .check(z.maxLength(1024), z.regex(/^[^\s\p{Cc}]*$/u, "no blanks or control characters"), z.url()),
  requireExpiry: z.boolean(),
  clockSkewSeconds: Seconds(3600),
  maxLifetimeSeconds: Seconds(31_536_000).check(z.minimum(1)),
};

export const NewJwt = z.strictObject({
  ...Common,
  type: z.literal("jwt"),
  algorithm: z._default(jwtFields.algorithm, "HS256"),
  issuer: z.optional(jwtFields.issuer),
  audience: z.optional(jwtFields.audience),
  subjectClaim: z._default(jwtFields.subjectClaim, "sub"),
  subject: z.optional(jwtFields.subject),
  secret: z.optional(z.string().check(z.maxLength(1024))),
  secretEncoding: z._default(SecretEncoding, "text"),
  publicKey: z.optional(jwtFields.publicKey),
  jwksUri: z.optional(jwtFields.jwksUri),
  requireExpiry: z._default(jwtFields.requireExpiry, true),
  clockSkewSeconds: z._default(jwtFields.clockSkewSeconds, 60),
  maxLifetimeSeconds: z.optional(jwtFields.maxLifetimeSeconds),
});
export type NewJwt = z.infer<typeof NewJwt>;

const akskFields = {
  schemes: z.array(AkskScheme).check(z.minLength(1), z.maxLength(4)),
  clockSkewSeconds: Seconds(3600).check(z.minimum(1)),
  replayProtection: z.boolean(),
  allowUnsignedPayload: z.boolean(),
};

export const NewAksk = z.strictObject({
  ...Common,
  in: z.optional(Positions(HeaderPosition)),
  type: z.literal("aksk"),
  accessKey: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9._~+@:-]{3,128}$/, "3 to 128 of A-Z, a-z, 0-9 and ._~+@:-")),
  ),
  secretKey: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{16,256}$/, "16 to 256 printable ASCII characters")),
  ),
  schemes: z._default(akskFields.schemes, [...AkskScheme.options]),
  clockSkewSeconds: z._default(akskFields.clockSkewSeconds, 300),
  replayProtection: z._default(akskFields.replayProtection, false),
  allowUnsignedPayload: z._default(akskFields.allowUnsignedPayload, false),
});
export type NewAksk = z.infer<typeof NewAksk>;

export const NewCredential = z.discriminatedUnion("type", [NewApiKey, NewBasic, NewJwt, NewAksk]);
export type NewCredential = z.infer<typeof NewCredential>;

/** null removes a restriction. What does not belong to the credential's type is refused. */
export const CredentialPatch = z.strictObject({
  name: z.optional(fields.name),
  status: z.optional(z.enum(["enabled", "disabled"])),
  expiresAt: z.nullish(fields.expiresAt),
  hideCredential: z.optional(fields.hideCredential),
  allowedIps: z.nullish(fields.allowedIps),
  scopes: z.nullish(fields.scopes),
  in: z.nullish(fields.in),
  algorithm: z.optional(jwtFields.algorithm),
  issuer: z.nullish(jwtFields.issuer),
  audience: z.nullish(jwtFields.audience),
  subjectClaim: z.optional(jwtFields.subjectClaim),
  subject: z.nullish(jwtFields.subject),
  publicKey: z.optional(jwtFields.publicKey),
  jwksUri: z.optional(jwtFields.jwksUri),
  requireExpiry: z.optional(jwtFields.requireExpiry),
  clockSkewSeconds: z.optional(jwtFields.clockSkewSeconds),
  maxLifetimeSeconds: z.nullish(jwtFields.maxLifetimeSeconds),
  schemes: z.optional(akskFields.schemes),
  replayProtection: z.optional(akskFields.replayProtection),
  allowUnsignedPayload: z.optional(akskFields.allowUnsignedPayload),
});
export type CredentialPatch = z.infer<typeof CredentialPatch>;

const THIRTY_DAYS = 30 * 86_400;

/** How long the old secret still works. */
export const Rotation = z.strictObject({
  overlapSeconds: z._default(z.int().check(z.minimum(0), z.maximum(THIRTY_DAYS)), 86_400),
});
export type Rotation = z.infer<typeof Rotation>;
