/**
 * Remembers which notifications were sent, by their key, for 30 days: longer than any event is repeated.
 * A crash between sending and marking sends the same mail again, with the same Message-ID.
 */
export interface SentStore {
  /** Consistent: true from the moment that `markSent` returned. */
  wasSent(key: string): Promise<boolean>;
  /** Idempotent; the first record stays. Only called after the mail was accepted, or refused for good. */
  markSent(key: string): Promise<void>;
}
