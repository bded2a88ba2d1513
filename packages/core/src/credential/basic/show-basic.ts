import * as z from "zod/mini";
import { viewOf } from "../../view-of.ts";
import { SHOWN_FIELDS } from "../part/credential-fields.ts";
import { SecretView, withUses } from "../part/secret.ts";
import { BasicCredential } from "./basic-credential.ts";

/** What an answer shows of a login: its user name, and no form of its password. */
export const BasicView = z.extend(
  viewOf(BasicCredential, {
    ...SHOWN_FIELDS,
    type: true,
    secrets: false,
    username: true,
  }),
  { secrets: z.array(SecretView) },
);
export type BasicView = z.infer<typeof BasicView>;

export const showBasic = (credential: BasicCredential): BasicView =>
  BasicView.parse({ ...credential, secrets: withUses(credential.secrets, credential.lastUses) });
