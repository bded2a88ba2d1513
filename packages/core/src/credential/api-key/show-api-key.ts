import type * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { withUses } from "../part/secret.ts";
import { withSecretsView } from "../part/secrets-view.ts";
import { ApiKeyCredential } from "./api-key-credential.ts";

/** What an answer shows of an API key: neither the key nor its hash. */
export const ApiKeyView = withSecretsView(
  viewOf(ApiKeyCredential, { ...SHOWN_FIELDS, type: true, secrets: false, imported: true }),
);
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const showApiKey = (credential: ApiKeyCredential): ApiKeyView =>
  ApiKeyView.parse({ ...credential, secrets: withUses(credential.secrets, credential.lastUses) });
