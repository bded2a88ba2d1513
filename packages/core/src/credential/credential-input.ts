import * as z from "zod/mini";
import { AkskChange, NewAksk } from "./aksk/aksk-input.ts";
import { NewApiKey } from "./api-key/api-key-input.ts";
import { NewBasic } from "./basic/basic-input.ts";
import { JwtChange, NewJwt } from "./jwt/jwt-input.ts";
import { NewOauth2, Oauth2Change } from "./oauth2/oauth2-input.ts";
import { ChangedFields } from "./part/credential-input-fields.ts";

export const NewCredential = z.discriminatedUnion("type", [NewApiKey, NewBasic, NewJwt, NewAksk, NewOauth2]);
export type NewCredential = z.infer<typeof NewCredential>;

/** The input for a new credential of this type. */
export type NewCredentialOf<T extends NewCredential["type"]> = Extract<NewCredential, { type: T }>;

/** null removes a restriction. What does not belong to the credential's type is refused. */
export const CredentialPatch = z.strictObject({
  ...ChangedFields,
  ...JwtChange.shape,
  ...AkskChange.shape,
  ...Oauth2Change.shape,
});
export type CredentialPatch = z.infer<typeof CredentialPatch>;

const THIRTY_DAYS = 30 * 86_400;

/** How long the old secret still works. */
export const Rotation = z.strictObject({
  overlapSeconds: z._default(z.int().check(z.minimum(0), z.maximum(THIRTY_DAYS)), 86_400),
});
export type Rotation = z.infer<typeof Rotation>;
