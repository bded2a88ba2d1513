import { mintHashed } from "../part/mint-hashed.ts";
import type { Rotate } from "../part/minted.ts";
import { rotatedSecrets } from "../part/secret.ts";
import type { ApiKeyCredential } from "./api-key-credential.ts";
import { API_KEY_FORM, mintedHint } from "./mint-api-key.ts";

export const rotateApiKey: Rotate<ApiKeyCredential> = async (work, credential, overlap) => {
  const { text: apiKey, hashed } = await mintHashed(work, credential, API_KEY_FORM);
  const secrets = rotatedSecrets(credential.secrets, hashed, overlap);
  return { rotated: { ...credential, secrets, hint: mintedHint(apiKey) }, secret: { apiKey } };
};
