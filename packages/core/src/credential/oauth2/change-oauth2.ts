import { isoTime } from "../../clock.ts";
import { invalidInput } from "../../refusal.ts";
import { type Patch, patched } from "../../resource.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import type { ChangedFields } from "../part/credential-input-fields.ts";
import { clientKeyOf } from "./client-keys.ts";
import type { Oauth2Credential } from "./oauth2-credential.ts";
import type { NewOauth2 } from "./oauth2-input.ts";

type Oauth2Patch = ChangedFields & Partial<Pick<NewOauth2, "accessTokenSeconds" | "publicKey" | "jwksUri">>;

/**
 * The credential with a change applied. Disabling it ends its tokens for good: enabled again, it gets others.
 * @throws Refusal for settings that do not fit the client
 */
export const changeOauth2 = (
  stage: StageSettings,
  credential: Oauth2Credential,
  change: Oauth2Patch,
  now: number,
): Oauth2Credential => {
  const { publicKey, jwksUri, ...rest } = change;
  if (rest.in !== undefined) throw invalidInput("/in", "access tokens are carried in Authorization alone");
  const key = clientKeyOf(stage, { publicKey, jwksUri });
  if (key && !credential.key)
    throw invalidInput(
      publicKey === undefined ? "/jwksUri" : "/publicKey",
      "this client has a secret: rotate it, or issue another credential",
    );
  const changed = patched(credential, rest as Patch<Oauth2Credential>);
  return {
    ...changed,
    ...(key ? { key } : {}),
    ...(rest.status === "disabled" ? { tokensSince: isoTime(now) } : {}),
  };
};
