import type { Digest, WaitingMail } from "../mail/waiting-mail.ts";

/** A digest as it is stored; `to` may have become the pseudonym of an erased person since. */
export interface StoredDigest extends Digest {
  id: string;
}

/** What waits for digests of one kind. It is put there by a change (`put-off-mail`, `put-off-case`). */
export interface DigestStore<Waiting = WaitingMail> {
  /** Those that are due, the longest overdue first, at most a hundred. May lag by milliseconds. */
  due(now: number): Promise<StoredDigest[]>;
  /**
   * Nothing is put into the digest from here on: what comes later goes into a later one. False when another run is at
   * it, until two minutes after that run took it, and when it is done. Repeated after a crash, it goes on.
   */
  close(digest: StoredDigest, now: number): Promise<boolean>;
  /** All that waits in a closed digest, in the order of its coming. */
  waiting(digest: StoredDigest): Promise<Waiting[]>;
  /** Removes what waited, and then its being due. Idempotent. */
  finish(digest: StoredDigest, now: number): Promise<void>;
}
