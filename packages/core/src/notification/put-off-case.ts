import type { DeadLetterRecord } from "../dead-letter/dead-letter.ts";
import { caseDigestAfter, caseDigestAt, type WaitingCase } from "../mail/waiting-case.ts";
import type { Digest } from "../mail/waiting-mail.ts";
import { retryRaced } from "../outage.ts";
import { Refusal } from "../refusal.ts";
import type { Commit } from "../store/change.ts";
import { NO_RESOURCE } from "./send-budget.ts";

interface Dependencies {
  now(): number;
  commit(now: number): Commit<DeadLetterRecord>;
}

const MAX_TRIES = 6;

const DECIDED = new Refusal("name-taken", "The mail was sent or put off before.");
const CLOSED = new Refusal("not-empty", "The digest is closed.");

/** Puts what a notification tells off to the recipient's next mail of the day; it counts as sent. Once, however often. */
export const putOffCase = async (
  dependencies: Dependencies,
  { to, key }: { to: string; key: string },
  waiting: WaitingCase,
): Promise<void> => {
  const digest = caseDigestAt(to, dependencies.now());
  await intoNext(dependencies, digest, waiting, { key, otherwise: DECIDED });
};

/** Puts what had no room in a digest into the one of the next day. The same again changes nothing. */
export const carryOver = async (
  dependencies: Dependencies,
  digest: Digest,
  waiting: readonly WaitingCase[],
): Promise<void> => {
  for (const each of waiting) await intoNext(dependencies, caseDigestAfter(digest), each);
};

const intoNext = async (
  { now, commit }: Dependencies,
  first: Digest,
  waiting: WaitingCase,
  told?: { key: string; otherwise: Refusal },
): Promise<void> => {
  let digest = first;
  for (let tries = 1; ; tries += 1) {
    const write = {
      write: "put-off-case" as const,
      digest,
      waiting,
      ...(told ? { told } : {}),
      otherwise: CLOSED,
    };
    try {
      return await retryRaced(MAX_TRIES, () =>
        commit(now())({ writes: [write], events: [], result: NO_RESOURCE }),
      );
    } catch (error) {
      if (error === DECIDED) return;
      if (error !== CLOSED || tries >= MAX_TRIES) throw error;
      digest = caseDigestAfter(digest);
    }
  }
};
