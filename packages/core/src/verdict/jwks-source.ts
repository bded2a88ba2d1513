/** A JSON Web Key as it was published, not looked at yet. The same object as long as it is remembered. */
export type PublishedKey = Readonly<Record<string, unknown>>;

/** Public keys that a consumer's issuer publishes (RFC 7517). */
export interface JwksSource {
  /**
   * The keys at an address that have this key id, or all of them when a token names none. From memory when it can;
   * asks again for a key id that is new, but not at every call.
   * @param now milliseconds since the epoch
   * @throws Unavailable when they cannot be fetched and none are remembered.
   */
  keys(uri: string, keyId: string | undefined, now: number): Promise<readonly PublishedKey[]>;
}

/** For those who have none: as if nothing were published. */
export const NO_JWKS: JwksSource = { keys: async () => [] };
