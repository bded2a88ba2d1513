import { base62FromRandom, isBase62, randomBytesFor } from "../base62.ts";

/* LK CCCCCCCCCCCCCCCC LLLLLL: consumer (16) and look-up (6), all public. */
const PREFIX = "LK";
const CONSUMER_LENGTH = 16;
const LOOKUP_LENGTH = 6;
const LENGTH = PREFIX.length + CONSUMER_LENGTH + LOOKUP_LENGTH;
const SECRET_LENGTH = 40;

/** Random bytes that {@link mintSecretKey} wants. */
export const SECRET_KEY_RANDOM_BYTES: number = randomBytesFor(SECRET_LENGTH);

/**
 * A new access key. All of it is public: who uses it and which of theirs.
 * @param consumerPart the 16 base62 characters after `con_` in the consumer's id
 * @param lookup 6 base62 characters, one of a kind among the consumer's credentials
 * @throws RangeError for another consumer or look-up part
 */
export const mintAccessKey = (consumerPart: string, lookup: string): string => {
  if (consumerPart.length !== CONSUMER_LENGTH || !isBase62(consumerPart)) {
    throw new RangeError("the consumer part is 16 base62 characters");
  }
  if (lookup.length !== LOOKUP_LENGTH || !isBase62(lookup)) {
    throw new RangeError("the look-up part is 6 base62 characters");
  }
  return PREFIX + consumerPart + lookup;
};

/**
 * A new secret of an access key: 40 base62 characters, 238 bits.
 * @param random at least {@link SECRET_KEY_RANDOM_BYTES} bytes from a cryptographic source
 */
export const mintSecretKey = (random: Uint8Array): string => base62FromRandom(random, SECRET_LENGTH);

/** What a minted access key says, or undefined when it is not in our form (an imported one may be). */
export const parseAccessKey = (
  value: string,
): { readonly consumerPart: string; readonly lookup: string } | undefined => {
  if (value.length !== LENGTH || !value.startsWith(PREFIX) || !isBase62(value)) return undefined;
  const lookupStart = PREFIX.length + CONSUMER_LENGTH;
  return { consumerPart: value.slice(PREFIX.length, lookupStart), lookup: value.slice(lookupStart) };
};
