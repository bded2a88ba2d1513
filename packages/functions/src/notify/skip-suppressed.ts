import type { Notification } from "@latchkey/core/notification/notification";
import type { SuppressionStore } from "@latchkey/core/suppression/suppression";
import type { SendDependencies } from "./send-mail.ts";

type Dependencies = Pick<SendDependencies, "sent" | "now" | "measure"> & { stores: SuppressionStore };

/**
 * Those that may be mailed. The others count as notified: a mail would not reach them, and must not be retried for a day.
 */
export const skipSuppressed = async (
  { stores, sent, now, measure }: Dependencies,
  notifications: readonly Notification[],
): Promise<Notification[]> => {
  const suppressed = await stores.suppressions(notifications.map(({ to }) => to));
  if (suppressed.length === 0) return [...notifications];
  const addresses = new Set(suppressed.map(({ address }) => address));
  const skipped = notifications.filter(({ to }) => addresses.has(to.toLowerCase()));
  await Promise.all(skipped.map(({ key }) => sent.markSent(key)));
  measure(now(), [{ name: "MailsSuppressed", unit: "Count", value: skipped.length }]);
  return notifications.filter((each) => !skipped.includes(each));
};
