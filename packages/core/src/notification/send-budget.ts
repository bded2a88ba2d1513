import type { DeadLetterRecord } from "../dead-letter/dead-letter.ts";
import { type MailCause, type MailLimits, mailSpends } from "../mail/mail-budget.ts";
import { type Digest, digestAt, digestDueAt, type WaitingMail } from "../mail/waiting-mail.ts";
import { Raced, retryRaced } from "../outage.ts";
import { Refusal } from "../refusal.ts";
import type { Commit, OtherWrite } from "../store/change.ts";

export interface BudgetDependencies {
  limits: MailLimits;
  now(): number;
  commit(now: number): Commit<DeadLetterRecord>;
}

const MAX_TRIES = 6;

/** A change holds at most 100 writes. */
const AT_ONCE = 90;

const DECIDED = new Refusal("name-taken", "The mail was admitted, sent or put off before.");
const USED_UP = new Refusal("rate-limited", "The mails of the day are used up.");
const CLOSED = new Refusal("not-empty", "The digest is closed.");

/**
 * Pays for the mails of an event, once however often the event comes: each is marked as paid in the same change.
 *
 * @returns those that are paid for: when what is left does not pay for all of a change, none of it is.
 * @throws Raced when another run has decided on one of them meanwhile: read the state of each, and ask again.
 */
export const payOnce = async (
  dependencies: BudgetDependencies,
  keys: readonly string[],
  cause: MailCause,
): Promise<string[]> => {
  const paid: string[] = [];
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const part = keys.slice(from, from + AT_ONCE);
    if (await payPart(dependencies, part, cause)) paid.push(...part);
  }
  return paid;
};

const payPart = async (
  { limits, now, commit }: BudgetDependencies,
  keys: readonly string[],
  cause: MailCause,
): Promise<boolean> => {
  const moment = now();
  const writes: OtherWrite[] = [
    ...keys.map((key) => ({ write: "admit-mail" as const, key, otherwise: DECIDED })),
    ...mailSpends(cause, keys.length, moment, limits).map((spend) => ({
      write: "spend" as const,
      spend,
      otherwise: USED_UP,
    })),
  ];
  try {
    await untilDone(() => commit(moment)({ writes, events: [], result: NO_RESOURCE }));
    return true;
  } catch (error) {
    if (error === USED_UP) return false;
    throw error === DECIDED ? new Raced(DECIDED.message) : error;
  }
};

/** Puts a mail off to the digest of its hour, or of the next one where that is closed. Once, however often. */
export const putOff = async (
  { now, commit }: Omit<BudgetDependencies, "limits">,
  to: string,
  mail: WaitingMail,
): Promise<void> => {
  const moment = now();
  let digest: Digest = digestAt(to, moment);
  for (let tries = 1; ; tries += 1) {
    const write: OtherWrite = {
      write: "put-off-mail",
      digest,
      mail,
      otherwise: { decided: DECIDED, closed: CLOSED },
    };
    try {
      return await untilDone(() => commit(moment)({ writes: [write], events: [], result: NO_RESOURCE }));
    } catch (error) {
      if (error === DECIDED) return;
      if (error !== CLOSED || tries >= MAX_TRIES) throw error;
      digest = { to, hour: digestDueAt(digest) };
    }
  }
};

/** No answer is built from what is done here. */
export const NO_RESOURCE = { kind: "dead-letter", keys: {} } as const;

/** Counters of one person and one team are written by all their mails. */
const untilDone = (run: () => Promise<void>): Promise<void> => retryRaced(MAX_TRIES, run);
