import { caseDigestAt, type WaitingCase } from "@latchkey/core/mail/waiting-case";
import { digestDueAt } from "@latchkey/core/mail/waiting-mail";
import type { MailChoiceStore } from "@latchkey/core/mail-choice/mail-choice-store";
import { waitingCase } from "@latchkey/core/notification/case-digest";
import type { Notification } from "@latchkey/core/notification/notification";

/** Of those who have chosen one mail a day: what waits for it, by the key of the notification. */
export const chosenDaily = async (
  { stores, now }: { stores: MailChoiceStore; now(): number },
  notifications: readonly Notification[],
): Promise<Map<string, WaitingCase>> => {
  const found = await Promise.all(
    notifications.map(async (each): Promise<[string, WaitingCase][]> => {
      if (each.kind !== "application") return [];
      const waiting = waitingCase(each, digestDueAt(caseDigestAt(each.to, now())));
      if (!waiting) return [];
      const choice = await stores.mailChoice(each.to);
      return choice?.applications === "daily" ? [[each.key, waiting]] : [];
    }),
  );
  return new Map(found.flat());
};
