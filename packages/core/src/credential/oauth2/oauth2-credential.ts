import * as z from "#schema";
import { CredentialFields, type MadeFields } from "../part/credential-fields.ts";
import { HashedKey } from "../part/hashed-key.ts";
import { PublicKey } from "../part/public-key.ts";
import type { UseMark } from "../part/secret.ts";

/** An access token that was revoked by itself, and when it would have ended: seconds since the epoch. */
export const RevokedToken = z.object({ jti: z.string(), until: z.int() });
export type RevokedToken = z.infer<typeof RevokedToken>;

/** A client that exchanges its secret, or what it signs with its own key, for access tokens. */
export const Oauth2Credential = z.object({
  ...CredentialFields,
  type: z.literal("oauth2"),
  clientId: z.string(),
  /** Empty for a client with a key. */
  secrets: z.array(HashedKey),
  key: z.optional(PublicKey),
  accessTokenSeconds: z.int(),
  /** Tokens that were made before have ended. ISO 8601. */
  tokensSince: z.optional(z.string()),
  revokedTokens: z.optional(z.array(RevokedToken)),
});
export type Oauth2Credential = z.infer<typeof Oauth2Credential>;

/** What is kept as the mark of a secret that has none: without one, the calls with the client's tokens are kept. */
export const UNMARKED_SECRET = "b" satisfies UseMark;

export type Oauth2Fields = MadeFields<Oauth2Credential>;

/** Its settings that are no secret: an answer shows them, and the audit. */
export const OAUTH2_SETTINGS_SHOWN = {
  clientId: true,
  accessTokenSeconds: true,
} as const satisfies Partial<Record<keyof Oauth2Credential, true>>;
