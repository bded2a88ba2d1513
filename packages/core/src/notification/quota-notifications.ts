import { exists } from "../consumer/consumer.ts";
import type { DomainEvent } from "../event/event.ts";
import { ownersOf } from "../service/approvers.ts";
import { type Notification, notificationKey } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";

/** To the owners of the consumer's team, once for each threshold of a period: the event is written once. */
export const quotaNotifications = async (
  event: DomainEvent,
  { stores }: NotificationReads,
): Promise<Notification[]> => {
  const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
  if (!exists(consumer)) return [];
  const owners = await ownersOf(stores, consumer.team);
  return owners.map((to) => ({
    kind: "quota",
    to,
    key: notificationKey(event, "quota", to),
    data: {
      fact: event.type === "quota.exceeded" ? "exceeded" : "warning",
      at: event.at,
      used: event.reason ?? "",
      consumer: { id: consumer.id, name: consumer.name, team: consumer.team },
      ...(event.service === undefined ? {} : { service: event.service }),
    },
  }));
};
