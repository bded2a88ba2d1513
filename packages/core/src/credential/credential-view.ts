import * as z from "zod/mini";
import { AkskView } from "./aksk/show-aksk.ts";
import { ApiKeyView } from "./api-key/show-api-key.ts";
import { BasicView } from "./basic/show-basic.ts";
import { JwtView } from "./jwt/show-jwt.ts";
import { Oauth2View } from "./oauth2/show-oauth2.ts";

/** What an answer shows of a credential: nothing that would let one sign in. */
export const CredentialView = z.discriminatedUnion("type", [
  ApiKeyView,
  BasicView,
  JwtView,
  AkskView,
  Oauth2View,
]);
export type CredentialView = z.infer<typeof CredentialView>;

/** What an answer shows of a credential of this type. */
export type CredentialViewOf<T extends CredentialView["type"]> = Extract<CredentialView, { type: T }>;
