import type { DomainEvent } from "../event/event.ts";
import { ownersOf } from "../service/approvers.ts";
import { type Notification, notificationKey, type SuspensionNotice } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";

/** To the owners of the team that is suspended, or whose consumer is. None when it has been lifted since. */
export const suspensionNotifications = async (
  event: DomainEvent,
  { stores }: NotificationReads,
): Promise<Notification[]> => {
  const suspended = await suspendedBy(event, stores);
  if (!suspended) return [];
  const owners = await ownersOf(stores, suspended.team);
  return owners.map((to) => ({
    kind: "suspension",
    to,
    key: notificationKey(event, "suspension", to),
    data: { ...suspended, at: event.at },
  }));
};

const suspendedBy = async (
  event: DomainEvent,
  stores: NotificationReads["stores"],
): Promise<Omit<SuspensionNotice, "at"> | undefined> => {
  if (event.type === "team.suspended") {
    const team = await stores.team(event.team);
    return team?.status === "suspended" ? { of: "team", name: team.name, team: team.slug } : undefined;
  }
  const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
  return consumer?.status === "suspended"
    ? { of: "consumer", name: consumer.name, team: consumer.team }
    : undefined;
};
