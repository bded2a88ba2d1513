import {
  CLIENT_SECRET_RANDOM_BYTES,
  mintClientSecret,
} from "@latchkey/signing/client-secret/client-secret-format";
import { hashKey, sha256 } from "../../key-ring/pepper.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { lookupOf } from "../part/credential-place.ts";
import type { HashedKey } from "../part/hashed-key.ts";
import { type CredentialIds, consumerPartOf, type Minted, type MintWork } from "../part/minted.ts";
import { lastFourOf } from "../part/secret.ts";
import { clientIdOf } from "./client-id.ts";
import { clientKeyOf } from "./client-keys.ts";
import type { Oauth2Fields } from "./oauth2-credential.ts";
import type { NewOauth2 } from "./oauth2-input.ts";

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
  const { clientSecret, hashed } = await newClientSecret(work, place);
  return { fields: { ...common, secrets: [hashed] }, secret: { clientId, clientSecret }, pointers: [] };
};

export const newClientSecret = async (
  work: MintWork,
  { consumerId, id }: CredentialIds,
): Promise<{ clientSecret: string; hashed: HashedKey }> => {
  const clientSecret = mintClientSecret(
    consumerPartOf(consumerId),
    work.random(CLIENT_SECRET_RANDOM_BYTES),
    lookupOf(id),
    work.stage.keyPrefix,
  );
  const hashed = hashKey(await work.keys.ring("pepper"), sha256(clientSecret));
  return { clientSecret, hashed: { ...hashed, lastFour: lastFourOf(clientSecret) } };
};
