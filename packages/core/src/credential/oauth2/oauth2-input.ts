import * as z from "zod/mini";
import { MAX_TOKEN_SECONDS } from "../../key-ring/key-lives.ts";
import { NewCredentialFields } from "../part/credential-input-fields.ts";
import { PublicKeyInput } from "../part/given-public-key.ts";

/** How long an access token lives. */
const AccessTokenSeconds = z.int().check(z.minimum(60), z.maximum(MAX_TOKEN_SECONDS));

/** Access tokens are carried in `Authorization` alone. */
const { in: _in, ...withoutPositions } = NewCredentialFields;

export const NewOauth2 = z.strictObject({
  ...withoutPositions,
  type: z.literal("oauth2"),
  accessTokenSeconds: z._default(AccessTokenSeconds, 900),
  publicKey: z.optional(PublicKeyInput.publicKey),
  jwksUri: z.optional(PublicKeyInput.jwksUri),
});
export type NewOauth2 = z.infer<typeof NewOauth2>;

/** What can be changed of a credential of this type beside the fields of every type. */
export const Oauth2Change = z.strictObject({
  accessTokenSeconds: z.optional(AccessTokenSeconds),
  publicKey: z.optional(PublicKeyInput.publicKey),
  jwksUri: z.optional(PublicKeyInput.jwksUri),
});
