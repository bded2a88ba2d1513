import {
  CLIENT_SECRET_RANDOM_BYTES,
  mintClientSecret,
} from "@latchkey/signing/client-secret/client-secret-format";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { mintHashed } from "../part/mint-hashed.ts";
import type { CredentialIds, Minted, MintWork } from "../part/minted.ts";
import { clientIdOf } from "./client-id.ts";
import { clientKeyOf } from "./client-keys.ts";
import type { Oauth2Fields } from "./oauth2-credential.ts";
import type { NewOauth2 } from "./oauth2-input.ts";

export const CLIENT_SECRET_FORM = { randomBytes: CLIENT_SECRET_RANDOM_BYTES, mint: mintClientSecret };

/** A client with a secret, or with a key of its own, whose private half is never seen here. */
export const mintOauth2 = async (
  work: MintWork & { stage: StageSettings },
  place: CredentialIds,
  input: NewOauth2,
): Promise<Minted<Oauth2Fields>> => {
  const clientId = clientIdOf(place);
  const key = clientKeyOf(work.stage, input);
  const { accessTokenSeconds } = input;
  const common = { type: "oauth2", clientId, accessTokenSeconds, hint: clientId } as const;
  if (key) return { fields: { ...common, secrets: [], key }, secret: { clientId }, pointers: [] };
  const { text: clientSecret, hashed } = await mintHashed(work, place, CLIENT_SECRET_FORM);
  return { fields: { ...common, secrets: [hashed] }, secret: { clientId, clientSecret }, pointers: [] };
};
