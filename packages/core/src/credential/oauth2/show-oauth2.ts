import * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { PublicKeyView, shownPublicKey } from "../part/given-public-key.ts";
import { SecretView, withUses } from "../part/secret.ts";
import { OAUTH2_SETTINGS_SHOWN, Oauth2Credential, UNMARKED_SECRET } from "./oauth2-credential.ts";

/** What an answer shows of a client: its name, its public key or the address of its keys, and no secret. */
export const Oauth2View = z.extend(
  viewOf(Oauth2Credential, {
    ...SHOWN_FIELDS,
    type: true,
    secrets: false,
    key: false,
    tokensSince: false,
    revokedTokens: false,
    ...OAUTH2_SETTINGS_SHOWN,
  }),
  { ...PublicKeyView, secrets: z.array(SecretView) },
);
export type Oauth2View = z.infer<typeof Oauth2View>;

export const showOauth2 = (credential: Oauth2Credential): Oauth2View =>
  Oauth2View.parse({
    ...credential,
    ...(credential.key ? shownPublicKey(credential.key) : {}),
    secrets: withUses(credential.secrets, credential.lastUses, UNMARKED_SECRET),
  });
