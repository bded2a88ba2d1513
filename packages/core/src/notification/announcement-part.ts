import { announcedTo } from "../announcement/announced-to.ts";
import type { DomainEvent } from "../event/event.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Part } from "./part.ts";

/** To those who are announced to, a part of them for each event, by a key that names the announcement alone. */
export const announcementPart = async (
  event: DomainEvent,
  { stores, now }: NotificationReads,
): Promise<Part> => {
  const { id: first, type, actor, team, about = first, announcement: id } = event;
  const service = event.service === undefined ? undefined : await stores.service(event.service);
  const announcement = service && id !== undefined && (await stores.announcement(service.id, id));
  if (!announcement) return { notifications: [] };
  const { subject, text, createdAt } = announcement;
  const { slug, name, id: serviceId } = service;
  const { owners, cursor } = await announcedTo(stores, service, event.cursor, now);
  return {
    notifications: owners.map(({ to, team: ofTeam }) => ({
      kind: "announcement",
      to,
      key: `${announcement.id}#announcement#${to}`,
      data: {
        subject,
        text,
        at: createdAt,
        service: { slug, name, team: service.team },
        ofTeam,
        link: { service: serviceId, address: to },
      },
    })),
    ...(cursor === undefined
      ? {}
      : { rest: { type, actor, team, service: slug, announcement: announcement.id, about, cursor } }),
  };
};
