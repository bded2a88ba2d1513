/** A JSON Web Key as it was published, not looked at yet. The same object as long as it is remembered. */
export type PublishedKey = Readonly<Record<string, unknown>>;

/** Public keys that a consumer's issuer publishes (RFC 7517). */
export interface JwksSource {
  /**
   * The keys at an address that have this key id, or all of them when a token names none. From memory when it can;
   * asks again for a key id that is new, but not at every call. None where too many addresses of the team have failed.
   * @param team whose credential names the address
   * @param now milliseconds since the epoch
   * @throws Unavailable when they are not there within half a second and none are remembered. The fetch goes on.
   */
  keys(uri: string, keyId: string | undefined, team: string, now: number): Promise<readonly PublishedKey[]>;
  /** Fetches them for the first token that will need them. Never fails, and takes half a second at most. */
  prefetch(uri: string, team: string, now: number): Promise<void>;
}

/** For those who have none: as if nothing were published. */
export const NO_JWKS: JwksSource = { keys: async () => [], prefetch: async () => {} };
