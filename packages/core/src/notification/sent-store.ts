/** `paid`: it may be sent, and is not known to have been. `done`: sent, put off to a digest, or refused for good. */
export type DeliveryState = "new" | "paid" | "done";

/**
 * Remembers what became of notifications, by their key, for 30 days: longer than any event is repeated.
 * A crash between sending and marking sends the same mail again, with the same Message-ID.
 */
export interface SentStore {
  /** Consistent: as it is from the moment that `markSent`, or the change that decided on the mail, returned. */
  standing(key: string): Promise<DeliveryState>;
  /** Idempotent; the first record stays. Only called after the mail was accepted, or refused for good. */
  markSent(key: string): Promise<void>;
}
