import type { DeadLetters } from "@latchkey/core/dead-letter/dead-letters";
import type { Timing } from "@latchkey/core/due/timing";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { type Mailer, MailRefused } from "@latchkey/core/notification/mailer";
import type { Notification } from "@latchkey/core/notification/notification";
import { type NotificationReads, notificationsFor } from "@latchkey/core/notification/notifications-for";
import type { SentStore } from "@latchkey/core/notification/sent-store";
import { eventOfBus } from "../bus/event-of-bus.ts";
import type { Log } from "../composition/log.ts";
import type { Measure } from "../composition/metrics.ts";
import type { MailSettings } from "../mail/compose-mail.tsx";

export interface NotifyDependencies {
  stores: NotificationReads["stores"];
  /** Addresses of the platform's admins. */
  admins: readonly string[];
  timing: Timing;
  now(): number;
  keys: KeyRings;
  sent: SentStore;
  mailer: Mailer;
  /** Where a mail goes that is refused for good. */
  deadLetters: DeadLetters;
  mail: MailSettings;
  log: Log;
  measure: Measure;
}

/** Mails under way at one time. */
const AT_ONCE = 5;

/**
 * Tells everybody who has to hear of an event, each of them once. A recipient whose mail is refused for good does
 * not keep the others from theirs.
 *
 * @throws AggregateError when a mail may succeed later: the bus brings the event again, and those who were told
 * already are left out.
 */
export const createNotify = (dependencies: NotifyDependencies) => {
  const tellOnce = oneAtATime((event: DomainEvent, notification: Notification) =>
    tell(dependencies, event, notification),
  );
  return async (input: unknown): Promise<void> => {
    const event = eventOfBus(input);
    if (!event) return dependencies.log.warn("event-not-understood", {});
    const notifications = await notificationsFor(event, { ...dependencies, now: dependencies.now() });
    const failures: unknown[] = [];
    for (let start = 0; start < notifications.length; start += AT_ONCE) {
      const batch = notifications.slice(start, start + AT_ONCE);
      const outcomes = await Promise.allSettled(batch.map((each) => tellOnce(event, each)));
      for (const outcome of outcomes) if (outcome.status === "rejected") failures.push(outcome.reason);
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} mails of ${event.id} were not sent.`);
  };
};

/** An event that is there twice at the same moment waits for itself: neither has a mark of the other's mail yet. */
const oneAtATime = (send: (event: DomainEvent, notification: Notification) => Promise<void>) => {
  const underWay = new Map<string, Promise<void>>();
  return (event: DomainEvent, notification: Notification): Promise<void> => {
    const { key } = notification;
    const sending = underWay.get(key) ?? send(event, notification).finally(() => underWay.delete(key));
    underWay.set(key, sending);
    return sending;
  };
};

/** Marked only after it was sent: a crash in between sends the same mail, with the same Message-ID, once more. */
const tell = async (
  dependencies: NotifyDependencies,
  event: DomainEvent,
  notification: Notification,
): Promise<void> => {
  const { sent, mailer, log, measure, now, mail, keys, deadLetters } = dependencies;
  const { key, kind, to } = notification;
  if (await sent.wasSent(key)) return;
  // React is loaded only where there is something to say.
  const { composeMail } = await import("../mail/compose-mail.tsx");
  try {
    await mailer.send(composeMail(notification, mail, await keys.ring("link")));
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.error("mail-refused", { key, kind, error });
    measure(now(), [{ name: "MailsRefused", unit: "Count", value: 1 }]);
    await deadLetters.keep({ target: { kind: "mail", key, to }, reason: reasonOf(error), event });
  }
  await sent.markSent(key);
};

/** What the mail server said, where it said something. */
const reasonOf = ({ message, cause }: MailRefused): string =>
  cause instanceof Error ? cause.message : message;
