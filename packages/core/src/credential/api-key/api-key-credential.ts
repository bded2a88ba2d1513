import * as z from "#schema";
import { CredentialFields, type MadeFields } from "../part/credential-fields.ts";
import { HashedKey } from "../part/hashed-key.ts";

export const ApiKeyCredential = z.object({
  ...CredentialFields,
  type: z.literal("api-key"),
  imported: z.boolean(),
  secrets: z.array(HashedKey),
});
export type ApiKeyCredential = z.infer<typeof ApiKeyCredential>;

export type ApiKeyFields = MadeFields<ApiKeyCredential>;
