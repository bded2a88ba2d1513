import * as z from "zod/mini";
import { CredentialFields } from "../part/credential-fields.ts";
import { validUntil } from "../part/secret.ts";

/** argon2id in PHC string form. */
export const HashedPassword = z.object({ phc: z.string(), validUntil });
export type HashedPassword = z.infer<typeof HashedPassword>;

export const BasicCredential = z.object({
  ...CredentialFields,
  type: z.literal("basic"),
  username: z.string(),
  secrets: z.array(HashedPassword),
});
export type BasicCredential = z.infer<typeof BasicCredential>;

/** The part of the record that the type makes. */
export type BasicFields = Pick<BasicCredential, "type" | "hint" | "username" | "secrets">;
