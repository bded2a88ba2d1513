import {
  DEFAULT_KEY_PREFIX,
  hasMintedChecksum,
  MINTED_RANDOM_BYTES,
  mintedLetters,
  mintedPlace,
  mintValue,
} from "../minted/minted-form.ts";
import type { MintedPlace } from "../minted/minted-place.ts";

const KIND = "cs";
const MIN_LETTERS = 2 + KIND.length;

/** Random bytes that {@link mintClientSecret} wants. */
export const CLIENT_SECRET_RANDOM_BYTES: number = MINTED_RANDOM_BYTES;

/**
 * A new secret of an OAuth 2 client. It is laid out like an API key, with `cs` after the stage's prefix: `lkcs_…`.
 * @param consumerPart the 16 base62 characters after `con_` in the consumer's id
 * @param random at least {@link CLIENT_SECRET_RANDOM_BYTES} bytes from a cryptographic source
 * @param lookup the 6 public base62 characters, where the issuer chooses them; random when absent
 * @param prefix the stage's 2 to 8 letters from a to z
 * @throws RangeError for another prefix, consumer or look-up part, or too few random bytes
 */
export const mintClientSecret = (
  consumerPart: string,
  random: Uint8Array,
  lookup?: string,
  prefix: string = DEFAULT_KEY_PREFIX,
): string => mintValue(prefix, KIND, consumerPart, random, lookup);

/**
 * What a client secret says by its form and checksum, whatever the stage's prefix was when it was minted: who claims it and
 * which of theirs. Nothing for any other value. Says nothing about the secret.
 */
export const parseClientSecret = (value: string): MintedPlace | undefined => {
  const letters = mintedLetters(value);
  if (letters < MIN_LETTERS || !value.startsWith(KIND, letters - KIND.length)) return undefined;
  return hasMintedChecksum(value) ? mintedPlace(value, letters) : undefined;
};
