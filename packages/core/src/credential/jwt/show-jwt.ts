import * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { PublicKeyView, shownPublicKey } from "../part/given-public-key.ts";
import { SecretView, withUses } from "../part/secret.ts";
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
    ...PublicKeyView,
    secrets: z.array(SecretView),
  },
);
export type JwtView = z.infer<typeof JwtView>;

export const showJwt = (credential: JwtCredential): JwtView =>
  JwtView.parse({
    ...credential,
    ...(credential.key.kind === "secret" ? {} : shownPublicKey(credential.key)),
    secrets: credential.key.kind === "secret" ? withUses(credential.key.secrets, credential.lastUses) : [],
  });
