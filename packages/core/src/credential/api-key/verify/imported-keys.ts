import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import { sha256 } from "../../../key-ring/pepper.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import type { PresentedAt } from "../../../presented/presented.ts";
import { apiKeyPointers } from "../api-key-pointer.ts";
import { guessApiKeys } from "./guess-api-keys.ts";

/** The names by which a value is found if it was imported as a key; none for what cannot have been. */
export const importedKeyNames = async (keys: KeyRings, value: string): Promise<string[]> =>
  isForeignApiKey(value) ? apiKeyPointers(await keys.ring("pepper"), sha256(value)) : [];

/** What are imported keys in unusual positions, as far as they are known: all looked up at once. */
export const importedKeys = async (
  keys: KeyRings,
  request: CallRequest,
  reader: CallReader,
): Promise<PresentedAt[]> => {
  const guesses = guessApiKeys(request);
  if (guesses.length === 0) return [];
  const names = await Promise.all(guesses.map(({ value }) => importedKeyNames(keys, value)));
  const places = await reader.places(names.flat());
  return guesses.filter((_, index) => names[index]?.some((name) => places.has(name)));
};
