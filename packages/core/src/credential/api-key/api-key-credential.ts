import * as z from "zod/mini";
import { CredentialFields, type MadeFields } from "../part/credential-fields.ts";
import { lastFour, validUntil } from "../part/secret.ts";

/** HMAC(pepper, SHA-256(key)) in base64, and the pepper's id in its key ring. */
export const HashedKey = z.object({ hash: z.string(), pepper: z.string(), validUntil, lastFour });
export type HashedKey = z.infer<typeof HashedKey>;

export const ApiKeyCredential = z.object({
  ...CredentialFields,
  type: z.literal("api-key"),
  imported: z.boolean(),
  secrets: z.array(HashedKey),
});
export type ApiKeyCredential = z.infer<typeof ApiKeyCredential>;

export type ApiKeyFields = MadeFields<ApiKeyCredential>;
