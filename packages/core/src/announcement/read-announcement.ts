import { teamAccess } from "../access/access.ts";
import type { ListOf } from "../page.ts";
import { notFound } from "../refusal.ts";
import { findService } from "../service/read-service.ts";
import type { Service } from "../service/service.ts";
import { statusAt } from "../subscription/status-at.ts";
import { isRunning } from "../subscription/subscription.ts";
import { myTeams } from "../team/my-teams.ts";
import type { Announcement } from "./announcement.ts";
import type { AnnouncementReads } from "./announcement-work.ts";

/** Only the service's own team sees how many addresses an announcement has gone to: it tells how many use the service. */
export type ShownAnnouncement = Omit<Announcement, "recipients"> & Partial<Pick<Announcement, "recipients">>;

/** For the service's team, and for teams with an active or suspended subscription to it. */
export const listAnnouncements: ListOf<AnnouncementReads, ShownAnnouncement> = async (
  work,
  reference,
  page,
) => {
  const { service, isOwn } = await readable(work, reference);
  const { items, ...rest } = await work.stores.announcementsOf(service.id, page);
  return { items: isOwn ? items : items.map(({ recipients: _hidden, ...shown }) => shown), ...rest };
};

/** For the service's team alone: what a repeated request has announced. */
export const readAnnouncement = async (
  work: AnnouncementReads,
  reference: string,
  id: string,
): Promise<Announcement> => {
  const { service, isOwn } = await readable(work, reference);
  const found = isOwn ? await work.stores.announcement(service.id, id) : undefined;
  if (!found) throw notFound("announcement");
  return found;
};

const readable = async (
  work: AnnouncementReads,
  reference: string,
): Promise<{ service: Service; isOwn: boolean }> => {
  const service = await findService(work.stores, reference);
  if (!service) throw notFound("service");
  const isOwn = (await teamAccess(work.stores, work.caller, service.team)) !== "none";
  if (!isOwn && !(await isSubscriber(work, service.slug))) throw notFound("service");
  return { service, isOwn };
};

const isSubscriber = async (work: AnnouncementReads, slug: string): Promise<boolean> => {
  for (const team of await myTeams(work)) if (await subscribes(work, team, slug)) return true;
  return false;
};

/** Of a team's consumers to one service: more than this are not looked at. */
const LOOKED_AT = 200;

/** The list begins with the service of exactly this slug. */
const subscribes = async (
  { stores, now }: AnnouncementReads,
  team: string,
  slug: string,
): Promise<boolean> => {
  let cursor: string | undefined;
  do {
    const page = { limit: LOOKED_AT, ...(cursor === undefined ? {} : { cursor }) };
    const part = await stores.subscriptionsOfTeam(team, { by: "service", beginning: slug }, page);
    const own = part.items.filter(({ service }) => service === slug);
    if (own.some((each) => isRunning(statusAt(each, now)))) return true;
    cursor = own.length === part.items.length ? part.cursor : undefined;
  } while (cursor !== undefined);
  return false;
};
