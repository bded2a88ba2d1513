import type { DomainEvent } from "../event/event.ts";
import { ownersOf } from "../service/approvers.ts";
import { notificationKey, type SuspensionNotice } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Notify, NotifyOf } from "./notify.ts";

type Suspended = Omit<SuspensionNotice, "at"> | undefined;

/** To the owners of the team that is suspended, or whose consumer is. None when it has been lifted since. */
const toOwners =
  (read: (event: DomainEvent, stores: NotificationReads["stores"]) => Promise<Suspended>): Notify =>
  async (event, { stores }) => {
    const suspended = await read(event, stores);
    if (!suspended) return [];
    const owners = await ownersOf(stores, suspended.team);
    return owners.map((to) => ({
      kind: "suspension",
      to,
      key: notificationKey(event, "suspension", to),
      data: { ...suspended, at: event.at },
    }));
  };

export const SUSPENSION_NOTIFICATIONS: Pick<
  NotifyOf<"team" | "consumer">,
  "team.suspended" | "consumer.suspended"
> = {
  "team.suspended": toOwners(async (event, stores) => {
    const team = await stores.team(event.team);
    return team?.status === "suspended" ? { of: "team", name: team.name, team: team.slug } : undefined;
  }),
  "consumer.suspended": toOwners(async (event, stores) => {
    const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
    return consumer?.status === "suspended"
      ? { of: "consumer", name: consumer.name, team: consumer.team }
      : undefined;
  }),
};
