import { ownersOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import { statusAt } from "../subscription/status-at.ts";
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

/** Subscriptions that are looked at within a request, in so many parts: those after them are told, and not counted. */
export const MOST_COUNTED = 20_000;
const PART = 200;

/** Teams whose owners are read at one time. */
const AT_ONCE = 50;

/** How many addresses are told, each counted once. A team is looked at once, however many consumers it has. */
export const countAnnouncedTo = async (
  stores: AnnouncedToReads,
  { id, slug }: Pick<Service, "id" | "slug">,
  now: number,
): Promise<number> => {
  const addresses = new Set<string>();
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let looked = 0; looked < MOST_COUNTED && addresses.size < MOST_RECIPIENTS; looked += PART) {
    const page = { limit: PART, ...(cursor === undefined ? {} : { cursor }) };
    const { items, cursor: next } = await stores.subscriptionsOfService(slug, {}, page);
    const running = items.filter((subscription) => isRunning(statusAt(subscription, now)));
    const teams = [...new Set(running.map(({ consumerTeam }) => consumerTeam))].filter(
      (team) => !seen.has(team),
    );
    for (const team of teams) seen.add(team);
    for (const address of await toldIn(stores, id, teams)) addresses.add(address);
    if (next === undefined) break;
    cursor = next;
  }
  return Math.min(addresses.size, MOST_RECIPIENTS);
};

const toldIn = async (
  stores: AnnouncedToReads,
  serviceId: string,
  teams: readonly string[],
): Promise<string[]> => {
  const owners: string[] = [];
  for (let from = 0; from < teams.length; from += AT_ONCE) {
    const part = teams.slice(from, from + AT_ONCE);
    owners.push(...(await Promise.all(part.map((team) => ownersOf(stores, team)))).flat());
  }
  const gone = await stores.unsubscribed(serviceId, [...new Set(owners)]);
  return owners.filter((owner) => !gone.has(owner));
};
