import * as z from "#schema";
import { CredentialFields, type MadeFields } from "../part/credential-fields.ts";
import { SECRET_FIELDS } from "../part/secret.ts";

/** argon2id in PHC string form, or until the first right password what another gateway has stored. */
export const HashedPassword = z.object({ phc: z.string(), ...SECRET_FIELDS });
export type HashedPassword = z.infer<typeof HashedPassword>;

export const BasicCredential = z.object({
  ...CredentialFields,
  type: z.literal("basic"),
  username: z.string(),
  secrets: z.array(HashedPassword),
});
export type BasicCredential = z.infer<typeof BasicCredential>;

export type BasicFields = MadeFields<BasicCredential>;
