/** A signature that may be used once, and until when it would be accepted: seconds since the epoch. */
export interface Nonce {
  key: string;
  until: number;
}

/** Which signatures have been used. */
export interface ReplayProtection {
  /**
   * Of all who ever claim a nonce, concurrently or not, exactly one is answered true. It stays claimed until its time
   * is over at least.
   * @throws Unavailable when the store does not answer: no call may be admitted then.
   */
  claim(nonce: Nonce): Promise<boolean>;
}
