import { exists } from "../consumer/consumer.ts";
import { ownersOf } from "../service/approvers.ts";
import { notificationKey, type QuotaNotice } from "./notification.ts";
import type { Notify, NotifyOf } from "./notify.ts";

/** To the owners of the consumer's team, once for each threshold of a period: the event is written once. */
const ofFact =
  (of: QuotaNotice["of"], fact: QuotaNotice["fact"]): Notify =>
  async (event, { stores }) => {
    const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
    if (!exists(consumer)) return [];
    const owners = await ownersOf(stores, consumer.team);
    return owners.map((to) => ({
      kind: "quota",
      to,
      key: notificationKey(event, "quota", to),
      data: {
        of,
        fact,
        at: event.at,
        used: event.reason ?? "",
        consumer: { id: consumer.id, name: consumer.name, team: consumer.team },
        ...(event.service === undefined ? {} : { service: event.service }),
      },
    }));
  };

export const QUOTA_NOTIFICATIONS: NotifyOf<"quota"> = {
  "quota.warning": ofFact("quota", "warning"),
  "quota.exceeded": ofFact("quota", "exceeded"),
};

export const BUDGET_NOTIFICATIONS: NotifyOf<"budget"> = {
  "budget.warning": ofFact("budget", "warning"),
  "budget.exceeded": ofFact("budget", "exceeded"),
};
