import type { MintWork, Rotated } from "../part/minted.ts";
import { type Overlap, rotatedSecrets } from "../part/secret.ts";
import type { ApiKeyCredential } from "./api-key-credential.ts";
import { mintedHint, newApiKey } from "./mint-api-key.ts";

export const rotateApiKey = async (
  work: MintWork,
  credential: ApiKeyCredential,
  overlap: Overlap,
): Promise<Rotated<ApiKeyCredential>> => {
  const { apiKey, hashed } = await newApiKey(work, credential);
  const secrets = rotatedSecrets(credential.secrets, hashed, overlap);
  return { rotated: { ...credential, secrets, hint: mintedHint(apiKey) }, secret: { apiKey } };
};
