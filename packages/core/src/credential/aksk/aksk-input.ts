import * as z from "zod/mini";
import { InHeaders, NewCredentialFields, seconds } from "../part/credential-input-fields.ts";
import { AkskScheme, DEFAULT_SCHEMES } from "./aksk-credential.ts";

const fields = {
  schemes: z.array(AkskScheme).check(z.minLength(1), z.maxLength(AkskScheme.options.length)),
  clockSkewSeconds: seconds(3600).check(z.minimum(1)),
  replayProtection: z.boolean(),
  allowUnsignedPayload: z.boolean(),
};

export const NewAksk = z.strictObject({
  ...NewCredentialFields,
  ...InHeaders,
  type: z.literal("aksk"),
  accessKey: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9._~+@:-]{3,128}$/, "3 to 128 of A-Z, a-z, 0-9 and ._~+@:-")),
  ),
  secretKey: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{16,256}$/, "16 to 256 printable ASCII characters")),
  ),
  schemes: z._default(fields.schemes, [...DEFAULT_SCHEMES]),
  clockSkewSeconds: z._default(fields.clockSkewSeconds, 300),
  replayProtection: z._default(fields.replayProtection, false),
  allowUnsignedPayload: z._default(fields.allowUnsignedPayload, false),
});
export type NewAksk = z.infer<typeof NewAksk>;

/** What can be changed of a credential of this type beside the fields of every type. */
export const AkskChange = z.strictObject({
  clockSkewSeconds: z.optional(seconds(3600)),
  schemes: z.optional(fields.schemes),
  replayProtection: z.optional(fields.replayProtection),
  allowUnsignedPayload: z.optional(fields.allowUnsignedPayload),
});
