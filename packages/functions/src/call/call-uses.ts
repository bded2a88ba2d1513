import type { Rehash } from "@latchkey/core/credential/part/rehash";
import type { UseRecorder } from "@latchkey/core/credential/use-recorder";
import type { ReplayProtection } from "@latchkey/core/proof/replay-protection";
import { type ConsumerContext, readMark, readNonce, readRehash } from "./call-context.ts";

/** Stores what a proven secret is hashed to now. Bounded like the recording of uses; its failure fails no call. */
export interface Rehasher {
  record(rehash: Rehash, now: number): Promise<void>;
}

/** What follows from a call that was admitted, done by the Lambda that sees its body. */
export interface CallUses {
  /**
   * Replay protection: uses up the signature, if it may be used once only. To be asked when everything else holds, the
   * body included.
   * @returns false when it was used before
   * @throws Unavailable
   */
  claim(consumer: Pick<ConsumerContext, "nonce">): Promise<boolean>;
  /**
   * Records the use. Begun before the work and awaited after it: so it delays no call, and no freeze of the function loses
   * it.
   */
  record(
    consumer: Pick<ConsumerContext, "consumerId" | "credentialId" | "rehash" | "mark">,
    now: number,
  ): Promise<void>;
}

/** Without a `rehasher`, keys stay as they are hashed. */
export const createCallUses = (
  replayProtection: ReplayProtection,
  recorder: UseRecorder,
  rehasher?: Rehasher,
): CallUses => ({
  claim: async (consumer) => {
    const nonce = readNonce(consumer);
    return nonce === undefined || replayProtection.claim(nonce);
  },
  record: async (consumer, now) => {
    const rehash = readRehash(consumer);
    await Promise.all([
      recorder.record({ ...consumer, mark: readMark(consumer) }, now),
      ...(rehash === undefined ? [] : [rehasher?.record(rehash, now)]),
    ]);
  },
});
