import type { Nonce } from "../verdict/verdict.ts";

/** Which signatures have been used. */
export interface NonceStore {
  /**
   * Of all who ever claim a nonce, concurrently or not, exactly one is answered true. It stays claimed until its time
   * is over at least.
   * @throws Unavailable when the store does not answer: nobody may be admitted then.
   */
  claim(nonce: Nonce): Promise<boolean>;
}
