import type { Service } from "../service/service.ts";
import { isRunning } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { AnnouncementStore } from "./announcement-store.ts";
import { type SubscriberOwners, subscriberOwners } from "./subscriber-owners.ts";

export type AnnouncedToReads = Pick<SubscriptionStore, "subscriptionsOfService"> &
  Pick<TeamStore, "members"> &
  Pick<AnnouncementStore, "unsubscribed">;

/** A part of those who are told: the owners of teams with an active or suspended subscription who have not unsubscribed. */
export const announcedTo = async (
  stores: AnnouncedToReads,
  { id, slug }: Pick<Service, "id" | "slug">,
  cursor: string | undefined,
  now: number,
): Promise<SubscriberOwners> => {
  const part = await subscriberOwners(stores, { service: slug, cursor }, isRunning, now);
  const gone = await stores.unsubscribed(
    id,
    part.owners.map(({ to }) => to),
  );
  return { ...part, owners: part.owners.filter(({ to }) => !gone.has(to)) };
};

/** Counting ends here: a team announces to no more in a day. */
export const MOST_RECIPIENTS = 50_000;

/** How many addresses are told, each counted once. */
export const countAnnouncedTo = async (
  stores: AnnouncedToReads,
  service: Pick<Service, "id" | "slug">,
  now: number,
): Promise<number> => {
  const addresses = new Set<string>();
  let cursor: string | undefined;
  do {
    const part = await announcedTo(stores, service, cursor, now);
    for (const { to } of part.owners) addresses.add(to);
    cursor = part.cursor;
  } while (cursor !== undefined && addresses.size < MOST_RECIPIENTS);
  return Math.min(addresses.size, MOST_RECIPIENTS);
};
