import { API_KEY_RANDOM_BYTES, isForeignApiKey, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { hashKey, sha256 } from "../key-ring/pepper.ts";
import { invalidInput } from "../refusal.ts";
import type { Work } from "../work.ts";
import type { ApiKeyCredential } from "./credential.ts";
import type { NewCredential } from "./credential-input.ts";
import { lookupOf } from "./lookup.ts";
import { apiKeyPointer } from "./pointer.ts";

/** What is stored, what is shown once, and the names by which an imported one is found. */
export interface Minted {
  fields: Pick<ApiKeyCredential, "type" | "imported" | "secrets" | "hint">;
  secret: Record<string, string>;
  pointers: string[];
}

/** Makes the secret part of a credential, or takes over an imported one. */
export const mint = async (
  work: Work,
  consumerId: string,
  id: string,
  input: NewCredential,
): Promise<Minted> => {
  const peppers = await work.keys.ring("pepper");
  if (input.apiKey !== undefined && input.apiKeySha256 !== undefined)
    throw invalidInput("/apiKeySha256", "Give the key or its SHA-256, not both.");
  if (input.apiKey !== undefined && !isForeignApiKey(input.apiKey))
    throw invalidInput("/apiKey", "16 to 256 printable ASCII characters, not in the form of a minted key.");
  const imported = input.apiKey
    ? sha256(input.apiKey)
    : input.apiKeySha256 && Buffer.from(input.apiKeySha256, "hex");
  if (imported) {
    const hashed = hashKey(peppers, imported);
    return {
      fields: { type: "api-key", imported: true, secrets: [hashed], hint: input.apiKey?.slice(0, 4) ?? "" },
      secret: input.apiKey ? { apiKey: input.apiKey } : {},
      pointers: [apiKeyPointer(hashed)],
    };
  }
  const apiKey = mintApiKey(consumerPartOf(consumerId), work.random(API_KEY_RANDOM_BYTES), lookupOf(id));
  return {
    fields: {
      type: "api-key",
      imported: false,
      secrets: [hashKey(peppers, sha256(apiKey))],
      hint: apiKey.slice(0, 26),
    },
    secret: { apiKey },
    pointers: [],
  };
};

/** The 16 characters after `con_`. */
export const consumerPartOf = (consumerId: string): string => consumerId.slice("con_".length);
