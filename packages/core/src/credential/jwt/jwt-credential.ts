import { JWT_ALGORITHMS } from "@latchkey/signing/jwt/jwt-algorithm";
import * as z from "#schema";
import { CredentialFields, type MadeFields } from "../part/credential-fields.ts";
import { PUBLIC_KEYS } from "../part/public-key.ts";
import { SealedSecret } from "../part/secret.ts";

/** How the text of a shared secret becomes bytes. */
export const SecretEncoding = z.enum(["text", "base64", "base64url"]);
export type SecretEncoding = z.infer<typeof SecretEncoding>;

export const SealedJwtSecret = z.object({ ...SealedSecret.shape, encoding: SecretEncoding });
export type SealedJwtSecret = z.infer<typeof SealedJwtSecret>;

/** What a token is checked with. A PEM or a JWK is public; only `secrets` are sealed. */
export const JwtKey = z.union([
  z.object({ kind: z.literal("secret"), secrets: z.array(SealedJwtSecret) }),
  ...PUBLIC_KEYS,
]);
export type JwtKey = z.infer<typeof JwtKey>;

export const SubjectClaim = z.enum(["sub", "client_id", "azp", "appid", "key"]);
export type SubjectClaim = z.infer<typeof SubjectClaim>;

export const JwtCredential = z.object({
  ...CredentialFields,
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

export type JwtFields = MadeFields<JwtCredential>;

/** Its settings that are no secret: an answer shows them, and the audit. */
export const JWT_SETTINGS_SHOWN = {
  algorithms: true,
  issuer: true,
  audience: true,
  subjectClaim: true,
  subject: true,
  requireExpiry: true,
  clockSkewSeconds: true,
  maxLifetimeSeconds: true,
} as const satisfies Partial<Record<keyof JwtCredential, true>>;
