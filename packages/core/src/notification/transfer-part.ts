import { exists } from "../consumer/consumer.ts";
import type { DomainEvent } from "../event/event.ts";
import { ownersOf } from "../service/approvers.ts";
import { statusAt } from "../subscription/status-at.ts";
import { isRunning } from "../subscription/subscription.ts";
import type { Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Part } from "./part.ts";

/** Subscriptions that one part looks at. */
const PART = 50;

/**
 * That a consumer belongs to another team: to the owners of each team whose services it has an active or suspended subscription to, a
 * part of the subscriptions for each event, and one mail for each of these teams. The two teams are told by themselves.
 */
export const transferPart = async (event: DomainEvent, { stores, now }: NotificationReads): Promise<Part> => {
  const { id, type, actor, team, at, formerTeam = "", about = id } = event;
  const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
  if (!exists(consumer) || consumer.team !== team) return { notifications: [] };
  const page = { limit: PART, ...(event.cursor === undefined ? {} : { cursor: event.cursor }) };
  const { items, cursor } = await stores.subscriptionsOfConsumer(consumer.id, {}, page);
  const services = new Map<string, Set<string>>();
  for (const each of items)
    if (isRunning(statusAt(each, now)) && each.serviceTeam !== team && each.serviceTeam !== formerTeam)
      services.set(each.serviceTeam, (services.get(each.serviceTeam) ?? new Set()).add(each.service));
  const notifications = await Promise.all(
    [...services].map(async ([provider, slugs]) =>
      (await ownersOf(stores, provider)).map(
        (to): Notification => ({
          kind: "transfer",
          to,
          key: `${about}#transfer#${provider}#${to}`,
          data: {
            fact: "transferred",
            at,
            actor,
            consumer: { id: consumer.id, name: consumer.name },
            from: formerTeam,
            to: team,
            recipient: { as: "provider", team: provider, services: [...slugs].sort() },
          },
        }),
      ),
    ),
  );
  return {
    notifications: notifications.flat(),
    ...(cursor === undefined
      ? {}
      : { rest: { type, actor, team, formerTeam, consumer: consumer.id, about, cursor } }),
  };
};
