import type * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { withUses } from "../part/secret.ts";
import { withSecretsView } from "../part/secrets-view.ts";
import { AkskCredential } from "./aksk-credential.ts";

/** What an answer shows of a key pair: its access key and settings, and no secret key. */
export const AkskView = withSecretsView(
  viewOf(AkskCredential, {
    ...SHOWN_FIELDS,
    type: true,
    secrets: false,
    accessKey: true,
    imported: true,
    schemes: true,
    clockSkewSeconds: true,
    replayProtection: true,
    allowUnsignedPayload: true,
  }),
);
export type AkskView = z.infer<typeof AkskView>;

export const showAksk = (credential: AkskCredential): AkskView =>
  AkskView.parse({ ...credential, secrets: withUses(credential.secrets, credential.lastUses) });
