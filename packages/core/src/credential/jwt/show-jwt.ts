import * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { SecretView } from "../part/secret.ts";
import { JWT_SETTINGS_SHOWN, JwtCredential } from "./jwt-credential.ts";

/** What an answer shows of a credential for tokens: its public key or the address of its keys, and no secret. */
export const JwtView = z.extend(
  viewOf(JwtCredential, {
    ...SHOWN_FIELDS,
    type: true,
    key: false,
    ...JWT_SETTINGS_SHOWN,
  }),
  {
    publicKey: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
    jwksUri: z.optional(z.string()),
    secrets: z.array(SecretView),
  },
);
export type JwtView = z.infer<typeof JwtView>;

export const showJwt = (credential: JwtCredential): JwtView =>
  JwtView.parse({
    ...credential,
    ...publicPart(credential.key),
    secrets: credential.key.kind === "secret" ? credential.key.secrets : [],
  });

const publicPart = (key: JwtCredential["key"]): Pick<JwtView, "publicKey" | "jwksUri"> => {
  switch (key.kind) {
    case "secret":
      return {};
    case "pem":
      return { publicKey: key.pem };
    case "jwk":
      return { publicKey: key.jwk };
    case "jwks":
      return { jwksUri: key.uri };
  }
};
