import { API_KEY_RANDOM_BYTES, isForeignApiKey, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { hashKey, sha256 } from "../../key-ring/pepper.ts";
import { invalidInput } from "../../refusal.ts";
import type { WorkContext } from "../../store/work.ts";
import type { HashedKey } from "../credential.ts";
import type { NewApiKey } from "../credential-input.ts";
import { lookupOf } from "../part/credential-place.ts";
import { consumerPartOf, type Minted } from "../part/minted.ts";
import { apiKeyPointers } from "../pointer.ts";

/** As much as tells keys apart: the consumer and the look-up part, which are public; of an imported one 4. */
const MINTED_HINT = 26;
const IMPORTED_HINT = 4;

export const mintApiKeyCredential = async (
  work: Pick<WorkContext, "keys" | "random">,
  consumerId: string,
  id: string,
  input: NewApiKey,
): Promise<Minted> => {
  const digest = importedDigest(input);
  if (digest === undefined) {
    const { apiKey, hashed } = await newApiKey(work, consumerId, id);
    return {
      fields: { type: "api-key", imported: false, secrets: [hashed], hint: apiKey.slice(0, MINTED_HINT) },
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

/** A minted key of the credential, with the look-up part that its id gives. */
export const newApiKey = async (
  work: Pick<WorkContext, "keys" | "random">,
  consumerId: string,
  id: string,
): Promise<{ apiKey: string; hashed: HashedKey }> => {
  const apiKey = mintApiKey(consumerPartOf(consumerId), work.random(API_KEY_RANDOM_BYTES), lookupOf(id));
  return { apiKey, hashed: hashKey(await work.keys.ring("pepper"), sha256(apiKey)) };
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
