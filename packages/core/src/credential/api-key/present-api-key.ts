import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import { isAuthorization, type Presenting } from "../part/presenting.ts";

/** A minted key, or a value that may be an imported one. */
export interface PresentedApiKey {
  type: "api-key";
  value: string;
}

/** Headers that hold a key and nothing else, in lower case. */
export const KEY_HEADERS: readonly string[] = ["x-api-key", "apikey"];

/** Anything could be an imported key: outside of its own positions only a minted one is known by its form. */
export const apiKeyPresenting: Presenting<PresentedApiKey> = {
  namedBy: ["apikey", "apikey_auth"],
  beginnings: ["apikey ", "apiKey ", "Apikey ", "ApiKey "],
  isDefaultPosition: (position) =>
    isAuthorization(position) || (position.where === "header" && KEY_HEADERS.includes(position.name)),
  isOfForm: ({ value }) => parseApiKey(value).outcome === "minted",
  isSame: (one, other) => one.value === other.value,
};
