import { type Consumer, exists } from "../consumer/consumer.ts";
import type { DomainEvent } from "../event/event.ts";
import { ownersOf } from "../service/approvers.ts";
import type { Notification } from "./notification.ts";
import { notificationKey } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Notify, NotifyOf } from "./notify.ts";
import type { TransferNotice } from "./transfer-notice.ts";

type Told = Omit<TransferNotice, "at" | "actor" | "consumer" | "recipient">;

/** To the owners of some of the two teams; a person who owns both gets one mail, as the one who is asked. */
const toOwners =
  (read: (event: DomainEvent, consumer: Consumer) => Told | undefined, toBoth: boolean): Notify =>
  async (event, { stores }) => {
    const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
    const told = exists(consumer) ? read(event, consumer) : undefined;
    if (!exists(consumer) || !told) return [];
    const taking = toBoth ? await takingOwners(stores, told.to, consumer) : [];
    const giving = (await ownersOf(stores, told.from)).filter((to) => !taking.includes(to));
    const { id, name } = consumer;
    const notice =
      (as: "giving" | "taking") =>
      (to: (typeof taking)[number]): Notification => ({
        kind: "transfer",
        to,
        key: notificationKey(event, "transfer", to),
        data: { ...told, at: event.at, actor: event.actor, consumer: { id, name }, recipient: { as } },
      });
    return [...taking.map(notice("taking")), ...giving.map(notice("giving"))];
  };

/** An offer is to the team that had the slug at its time. */
const takingOwners = async (stores: NotificationReads["stores"], slug: string, { transfer }: Consumer) => {
  const team = await stores.team(slug);
  if (!team || (transfer && Date.parse(team.createdAt) > Date.parse(transfer.offeredAt))) return [];
  return ownersOf(stores, slug);
};

export const TRANSFER_NOTIFICATIONS: Pick<
  NotifyOf<"consumer">,
  "consumer.transfer-offered" | "consumer.transfer-declined" | "consumer.transferred"
> = {
  // Only while this very offer is open.
  "consumer.transfer-offered": toOwners(
    ({ at }, { transfer, team }) =>
      transfer?.offeredAt === at
        ? { fact: "offered", from: team, to: transfer.team, expiresAt: transfer.expiresAt }
        : undefined,
    true,
  ),
  "consumer.transfer-declined": toOwners(
    ({ team, offeredTo = "" }) => ({ fact: "declined", from: team, to: offeredTo }),
    false,
  ),
  "consumer.transferred": toOwners(
    ({ team, formerTeam = "" }, consumer) =>
      consumer.team === team ? { fact: "transferred", from: formerTeam, to: team } : undefined,
    true,
  ),
};
