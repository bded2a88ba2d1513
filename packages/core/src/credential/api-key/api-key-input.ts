import * as z from "zod/mini";
import { NewCredentialFields } from "../part/credential-input-fields.ts";

/** A minted key, unless one is imported: as it is, or as its hex SHA-256. */
export const NewApiKey = z.strictObject({
  ...NewCredentialFields,
  type: z.literal("api-key"),
  apiKey: z.optional(z.string().check(z.maxLength(256))),
  apiKeySha256: z.optional(z.string().check(z.regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits"))),
});
export type NewApiKey = z.infer<typeof NewApiKey>;
