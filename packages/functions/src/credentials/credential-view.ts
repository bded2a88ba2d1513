import {
  AkskCredential,
  ApiKeyCredential,
  BasicCredential,
  type Credential,
  JwtCredential,
} from "@latchkey/core/credential/credential";
import * as z from "zod/mini";

const JwtShown = {
  publicKey: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
  jwksUri: z.optional(z.string()),
};

/** A credential without anything that would let one sign in. */
export const CredentialView = z.discriminatedUnion("type", [
  z.omit(ApiKeyCredential, { secrets: true, pointers: true, remindedUntil: true }),
  z.omit(BasicCredential, { secrets: true, pointers: true, remindedUntil: true }),
  z.object({
    ...z.omit(JwtCredential, { key: true, pointers: true, remindedUntil: true }).shape,
    ...JwtShown,
  }),
  z.omit(AkskCredential, { secrets: true, pointers: true, remindedUntil: true }),
]);
export type CredentialView = z.infer<typeof CredentialView>;

export const credentialView = (credential: Credential): CredentialView => {
  if (credential.type === "jwt") {
    const { key, pointers: _pointers, remindedUntil: _reminded, ...shown } = credential;
    return { ...shown, ...publicPart(key) };
  }
  const { secrets: _secrets, pointers: _pointers, remindedUntil: _reminded, ...shown } = credential;
  return shown;
};

const publicPart = (key: JwtCredential["key"]) => {
  if (key.kind === "pem") return { publicKey: key.pem };
  if (key.kind === "jwk") return { publicKey: key.jwk };
  return key.kind === "jwks" ? { jwksUri: key.uri } : {};
};

/** `secret` is null when the request was repeated: it is kept nowhere. */
export const IssuedAnswer = z.object({
  credential: CredentialView,
  secret: z.nullable(z.record(z.string(), z.string())),
});
