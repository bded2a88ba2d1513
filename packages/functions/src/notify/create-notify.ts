import type { Timing } from "@latchkey/core/due/timing";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { MailChoiceStore } from "@latchkey/core/mail-choice/mail-choice-store";
import { isPaidAtCause, mailCause } from "@latchkey/core/notification/mail-cause";
import type { Notification } from "@latchkey/core/notification/notification";
import type { NotificationReads } from "@latchkey/core/notification/notification-reads";
import { partFor } from "@latchkey/core/notification/part-for";
import { putOffCase } from "@latchkey/core/notification/put-off-case";
import {
  type BudgetDependencies,
  NO_RESOURCE,
  payOnce,
  putOff,
} from "@latchkey/core/notification/send-budget";
import { eventOfBus } from "../bus/event-of-bus.ts";
import type { MailSettings } from "../mail/compose-mail.tsx";
import { chosenDaily } from "./chosen-daily.ts";
import { type SendDependencies, sendMail } from "./send-mail.ts";
import { skipSuppressed } from "./skip-suppressed.ts";

export interface NotifyDependencies extends SendDependencies, BudgetDependencies {
  stores: NotificationReads["stores"] & MailChoiceStore;
  /** Addresses of the platform's admins. */
  admins: readonly string[];
  timing: Timing;
  keys: KeyRings;
  mail: MailSettings;
}

/** Mails under way at one time. */
const AT_ONCE = 5;

/**
 * Notifies every recipient of an event, each once: by a mail, in the digest of the hour when too many were caused in a
 * day, or in the mail of the day of a recipient who has chosen so. A recipient whose mail is refused for good does not keep the others from theirs.
 *
 * @throws AggregateError when a mail may succeed later: the bus brings the event again, and those who were told
 * already are left out.
 */
export const createNotify = (dependencies: NotifyDependencies) => {
  const tellOnce = oneAtATime((event: DomainEvent) => tellOf(dependencies, event));
  return async (input: unknown): Promise<void> => {
    const event = eventOfBus(input);
    if (!event) return dependencies.log.warn("event-not-understood", {});
    await tellOnce(event);
  };
};

/** An event that is there twice at the same moment waits for itself: neither has a mark of the other's mails yet. */
const oneAtATime = (run: (event: DomainEvent) => Promise<void>) => {
  const underWay = new Map<string, Promise<void>>();
  return (event: DomainEvent): Promise<void> => {
    const running = underWay.get(event.id) ?? run(event).finally(() => underWay.delete(event.id));
    underWay.set(event.id, running);
    return running;
  };
};

const tellOf = async (dependencies: NotifyDependencies, event: DomainEvent): Promise<void> => {
  const { notifications, rest } = await partFor(event, { ...dependencies, now: dependencies.now() });
  if (notifications.length > 0) await tellAll(dependencies, event, notifications);
  // Last: what failed comes again with this event. Twice it harms nobody, since each person is told once.
  if (rest)
    await dependencies.commit(dependencies.now())({ writes: [], events: [rest], result: NO_RESOURCE });
};

const tellAll = async (
  dependencies: NotifyDependencies,
  event: DomainEvent,
  notifications: readonly Notification[],
): Promise<void> => {
  const standings = await Promise.all(notifications.map(({ key }) => dependencies.sent.standing(key)));
  const standing = new Map(notifications.map(({ key }, index) => [key, standings[index]]));
  const open = await skipSuppressed(
    dependencies,
    notifications.filter(({ key }) => standing.get(key) !== "done"),
  );
  const fresh = open.filter((each) => standing.get(each.key) === "new");
  const daily = await chosenDaily(dependencies, fresh);
  const unpaid = fresh.filter((each) => !isPaidAtCause(each) && !daily.has(each.key));
  const cause = await mailCause(event, dependencies);
  const keys = unpaid.map(({ key }) => key);
  const paid = cause ? await payOnce(dependencies, keys, cause) : keys;
  const waits = new Set(keys.filter((key) => !paid.includes(key)));
  const team = cause?.team;
  await inBatches(open, event, async (each) => {
    const waiting = daily.get(each.key);
    if (waiting) return putOffCase(dependencies, each, waiting);
    return waits.has(each.key) ? waitFor(dependencies, each) : tell(dependencies, event, each, team);
  });
};

const inBatches = async (
  notifications: readonly Notification[],
  { id }: DomainEvent,
  run: (notification: Notification) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = [];
  for (let start = 0; start < notifications.length; start += AT_ONCE) {
    const outcomes = await Promise.allSettled(notifications.slice(start, start + AT_ONCE).map(run));
    for (const outcome of outcomes) if (outcome.status === "rejected") failures.push(outcome.reason);
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} mails of ${id} were not sent.`);
};

const tell = async (
  dependencies: NotifyDependencies,
  event: DomainEvent,
  notification: Notification,
  team: string | undefined,
): Promise<void> => {
  // React is loaded only where there is something to say.
  const { composeMail } = await import("../mail/compose-mail.tsx");
  const mail = composeMail(notification, dependencies.mail, await dependencies.keys.ring("link"), team);
  await sendMail(dependencies, { ...notification, mail, event });
};

const waitFor = async (dependencies: NotifyDependencies, notification: Notification): Promise<void> => {
  const { keys, mail, now, measure } = dependencies;
  const { contentOf } = await import("../mail/compose-mail.tsx");
  const { waitingMail } = await import("../mail/digest-mail.ts");
  const content = contentOf(notification, mail, await keys.ring("link"));
  await putOff(dependencies, notification.to, waitingMail(notification, content, now()));
  measure(now(), [{ name: "MailsPutOff", unit: "Count", value: 1 }]);
};
