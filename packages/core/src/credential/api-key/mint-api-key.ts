import { API_KEY_RANDOM_BYTES, isForeignApiKey, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { hashKey, sha256 } from "../../key-ring/pepper.ts";
import { invalidInput } from "../../refusal.ts";
import { mintHashed } from "../part/mint-hashed.ts";
import type { CredentialIds, Minted, MintWork } from "../part/minted.ts";
import type { ApiKeyFields } from "./api-key-credential.ts";
import type { NewApiKey } from "./api-key-input.ts";
import { apiKeyPointers } from "./api-key-pointer.ts";

/** As much as tells keys apart: the prefix, the consumer and the look-up part, which are public; of an imported one 4. */
const HINT_AFTER_PREFIX = "_".length + 16 + "_".length + 6;
export const mintedHint = (apiKey: string): string =>
  apiKey.slice(0, apiKey.indexOf("_") + HINT_AFTER_PREFIX);
const IMPORTED_HINT = 4;
export const API_KEY_FORM = { randomBytes: API_KEY_RANDOM_BYTES, mint: mintApiKey };

export const mintApiKeyCredential = async (
  work: MintWork,
  place: CredentialIds,
  input: NewApiKey,
): Promise<Minted<ApiKeyFields>> => {
  const digest = importedDigest(input);
  if (digest === undefined) {
    const { text: apiKey, hashed } = await mintHashed(work, place, API_KEY_FORM);
    return {
      fields: { type: "api-key", imported: false, secrets: [hashed], hint: mintedHint(apiKey) },
      secret: { apiKey },
      pointers: [],
    };
  }
  const peppers = await work.keys.ring("pepper");
  const hint = input.apiKey?.slice(0, IMPORTED_HINT) ?? "";
  return {
    fields: { type: "api-key", imported: true, secrets: [hashKey(peppers, digest)], hint },
    secret: input.apiKey ? { apiKey: input.apiKey } : {},
    pointers: apiKeyPointers(peppers, digest),
  };
};

const importedDigest = ({ apiKey, apiKeySha256 }: NewApiKey): Buffer | undefined => {
  if (apiKey !== undefined && apiKeySha256 !== undefined)
    throw invalidInput("/apiKeySha256", "the key or its SHA-256, not both");
  if (apiKeySha256 !== undefined) return Buffer.from(apiKeySha256, "hex");
  if (apiKey === undefined) return undefined;
  if (!isForeignApiKey(apiKey))
    throw invalidInput("/apiKey", "16 to 256 printable ASCII characters, not in the form of a minted key");
  return sha256(apiKey);
};
