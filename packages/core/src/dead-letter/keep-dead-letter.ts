import { isoTime } from "../clock.ts";
import { Raced, retryRaced } from "../outage.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import type { Commit } from "../store/change.ts";
import type { DeadLetterRecord } from "./dead-letter.ts";
import { type DeadLetter, deadLetterId, type NewDeadLetter, shortReason } from "./dead-letter.ts";
import type { DeadLetterStore, DeadLetters } from "./dead-letters.ts";

export interface DeadLetterDependencies {
  stores: Pick<DeadLetterStore, "deadLetter">;
  now(): number;
  commit(now: number): Commit<DeadLetterRecord>;
}

const MAX_TRIES = 5;

export const deadLettersIn = (dependencies: DeadLetterDependencies): DeadLetters => ({
  keep: (letter) => retryRaced(MAX_TRIES, () => keepOnce(dependencies, letter)),
});

const keepOnce = async (
  { stores, now, commit }: DeadLetterDependencies,
  letter: NewDeadLetter,
): Promise<void> => {
  const moment = now();
  const at = isoTime(moment);
  const id = deadLetterId(letter, moment);
  const reason = shortReason(letter.reason);
  const known = await stores.deadLetter(id);
  const value: DeadLetter = known
    ? nextRevision(known, { reason, at, replayedAt: null }, at)
    : { ...firstRevision(id, at), ...letter, reason, at };
  const record = { kind: "dead-letter" as const, value };
  try {
    await commit(moment)({
      writes: [known ? { write: "replace", record } : { write: "create", record, otherwise: keptAlready() }],
      events: [],
      result: { kind: "dead-letter", keys: { letter: id } },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Raced("Another one kept the same letter.", { cause: error });
  }
};

const keptAlready = () => new Refusal("name-taken", "The letter is kept already.");
