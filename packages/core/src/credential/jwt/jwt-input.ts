import { JWT_ALGORITHMS } from "@latchkey/signing/jwt/jwt-algorithm";
import * as z from "zod/mini";
import { line } from "../../text.ts";
import { type ChangedFields, NewCredentialFields, seconds } from "../part/credential-input-fields.ts";
import { PublicKeyInput } from "../part/given-public-key.ts";
import { SecretEncoding, SubjectClaim } from "./jwt-credential.ts";

const Algorithm = z.enum(JWT_ALGORITHMS);

const fields = {
  algorithm: z.union([Algorithm, z.array(Algorithm).check(z.minLength(1), z.maxLength(3))]),
  issuer: line(512),
  audience: line(512),
  subjectClaim: SubjectClaim,
  subject: line(512),
  ...PublicKeyInput,
  requireExpiry: z.boolean(),
  clockSkewSeconds: seconds(3600),
  maxLifetimeSeconds: seconds(31_536_000).check(z.minimum(1)),
};

export const NewJwt = z.strictObject({
  ...NewCredentialFields,
  type: z.literal("jwt"),
  algorithm: z._default(fields.algorithm, "HS256"),
  issuer: z.optional(fields.issuer),
  audience: z.optional(fields.audience),
  subjectClaim: z._default(fields.subjectClaim, "sub"),
  subject: z.optional(fields.subject),
  secret: z.optional(z.string().check(z.maxLength(1024))),
  secretEncoding: z._default(SecretEncoding, "text"),
  publicKey: z.optional(fields.publicKey),
  jwksUri: z.optional(fields.jwksUri),
  requireExpiry: z._default(fields.requireExpiry, true),
  clockSkewSeconds: z._default(fields.clockSkewSeconds, 60),
  maxLifetimeSeconds: z.optional(fields.maxLifetimeSeconds),
});
export type NewJwt = z.infer<typeof NewJwt>;

/** What can be changed of a credential of this type beside the fields of every type. */
export const JwtChange = z.strictObject({
  algorithm: z.optional(fields.algorithm),
  issuer: z.nullish(fields.issuer),
  audience: z.nullish(fields.audience),
  subjectClaim: z.optional(fields.subjectClaim),
  subject: z.nullish(fields.subject),
  publicKey: z.optional(fields.publicKey),
  jwksUri: z.optional(fields.jwksUri),
  requireExpiry: z.optional(fields.requireExpiry),
  clockSkewSeconds: z.optional(fields.clockSkewSeconds),
  maxLifetimeSeconds: z.nullish(fields.maxLifetimeSeconds),
});
export type JwtChange = ChangedFields & z.infer<typeof JwtChange>;
