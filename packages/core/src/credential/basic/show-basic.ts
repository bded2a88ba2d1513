import type * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { withUses } from "../part/secret.ts";
import { withSecretsView } from "../part/secrets-view.ts";
import { BasicCredential } from "./basic-credential.ts";

/** What an answer shows of a login: its user name, and no form of its password. */
export const BasicView = withSecretsView(
  viewOf(BasicCredential, { ...SHOWN_FIELDS, type: true, secrets: false, username: true }),
);
export type BasicView = z.infer<typeof BasicView>;

export const showBasic = (credential: BasicCredential): BasicView =>
  BasicView.parse({ ...credential, secrets: withUses(credential.secrets, credential.lastUses) });
