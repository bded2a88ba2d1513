import { isoTime } from "@latchkey/core/clock";
import type { DeadLetters } from "@latchkey/core/dead-letter/dead-letters";
import type { DomainEvent } from "@latchkey/core/event/event";
import { type Mail, type Mailer, MailRefused } from "@latchkey/core/notification/mailer";
import type { SentStore } from "@latchkey/core/notification/sent-store";
import type { SuppressionRecorder } from "@latchkey/core/suppression/suppression";
import type { Log } from "../composition/log.ts";
import type { Measure } from "../composition/metrics.ts";

export interface SendDependencies {
  now(): number;
  sent: SentStore;
  mailer: Mailer;
  /** Told of an address that a mail server does not know. */
  suppressions: SuppressionRecorder;
  /** Where a mail goes that is refused for good. */
  deadLetters: DeadLetters;
  log: Log;
  measure: Measure;
}

interface Sending {
  /** Of the notification or the digest. */
  key: string;
  kind: string;
  mail: Mail;
  event?: DomainEvent;
}

/**
 * Sends a mail and marks it as sent. Marked only afterwards: a crash in between sends the same mail, with the same
 * Message-ID, once more. One that is refused for good is kept for a person, and counts as sent.
 *
 * @throws Error when the mail may succeed later.
 */
export const sendMail = async (
  { now, sent, mailer, suppressions, deadLetters, log, measure }: SendDependencies,
  { key, kind, mail, event }: Sending,
): Promise<void> => {
  try {
    await mailer.send(mail);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    if (error.bounced) await suppressions.suppress({ address: mail.to, why: "bounced", at: isoTime(now()) });
    log.error("mail-refused", { key, kind, error });
    measure(now(), [{ name: "MailsRefused", unit: "Count", value: 1 }]);
    await deadLetters.keep({
      target: { kind: "mail", key, to: mail.to },
      reason: reasonOf(error),
      ...(event ? { event } : {}),
    });
  }
  await sent.markSent(key);
};

/** What the mail server said, where it said something. */
const reasonOf = ({ message, cause }: MailRefused): string =>
  cause instanceof Error ? cause.message : message;
