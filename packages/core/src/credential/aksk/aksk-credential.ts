import * as z from "#schema";
import { CredentialFields, type MadeFields } from "../part/credential-fields.ts";
import { SealedSecret } from "../part/secret.ts";

export const AkskScheme = z.enum(["aws4", "gateway-hmac", "rfc9421", "signature", "kong"]);
export type AkskScheme = z.infer<typeof AkskScheme>;

/** What a credential that lists no schemes allows. Kong's is only for credentials that list it, as an import does. */
export const DEFAULT_SCHEMES = [
  "aws4",
  "gateway-hmac",
  "rfc9421",
  "signature",
] as const satisfies AkskScheme[];

export const AkskCredential = z.object({
  ...CredentialFields,
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

export type AkskFields = MadeFields<AkskCredential>;
