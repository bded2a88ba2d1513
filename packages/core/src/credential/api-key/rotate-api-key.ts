import type { MintWork, Rotated } from "../part/minted.ts";
import { rotatedSecrets } from "../part/secret.ts";
import type { ApiKeyCredential } from "./api-key-credential.ts";
import { MINTED_HINT, newApiKey } from "./mint-api-key.ts";

export const rotateApiKey = async (
  work: MintWork,
  credential: ApiKeyCredential,
  formerValidUntil: string,
): Promise<Rotated<ApiKeyCredential>> => {
  const { apiKey, hashed } = await newApiKey(work, credential);
  const secrets = rotatedSecrets(credential.secrets, hashed, formerValidUntil);
  return { rotated: { ...credential, secrets, hint: apiKey.slice(0, MINTED_HINT) }, secret: { apiKey } };
};
