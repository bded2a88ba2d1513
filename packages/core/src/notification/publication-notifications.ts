import { isoTime } from "../clock.ts";
import { DAY } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import { adminsOf, ownersOf } from "../service/approvers.ts";
import type { Publication } from "../service/publication.ts";
import type { Service } from "../service/service.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { type Notification, notificationKey, type PublicationNotice } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";

export const PUBLICATION_FACTS = {
  "service.publication-requested": "requested",
  "service.publication-approved": "approved",
  "service.publication-rejected": "rejected",
} as const;
type Told = keyof typeof PUBLICATION_FACTS;

export const isAboutPublication = (type: string): type is Told => Object.hasOwn(PUBLICATION_FACTS, type);

/** To the admins, each with a link of its own, then to the owners of the service's team. Nothing that is not true any more. */
export const publicationNotifications = async (
  event: DomainEvent & { type: Told },
  { stores, timing, admins }: NotificationReads,
): Promise<Notification[]> => {
  const service = event.service === undefined ? undefined : await stores.service(event.service);
  const publication = service?.publication;
  if (!service || !publication) return [];
  const fact = PUBLICATION_FACTS[event.type];
  if (fact !== "requested") {
    if (publication.state !== fact || publication.decidedAt !== event.at) return [];
    const data = { ...about(service, publication), fact, at: event.at };
    return (await ownersOf(stores, service.team)).map((to) => notice(event, to, data));
  }
  if (publication.state !== "waiting" || publication.askedAt !== event.at) return [];
  const until = Date.parse(publication.askedAt) + timing.lapseDays * DAY;
  const expires = Math.floor(until / 1000);
  return (await adminsOf(stores, { team: PLATFORM_TEAM }, admins)).map((admin) =>
    notice(event, admin, {
      ...about(service, publication),
      fact,
      at: event.at,
      actor: event.actor,
      decideUntil: isoTime(until),
      link: { service: service.id, asked: publication.asked, admin, expires },
    }),
  );
};

const notice = (event: DomainEvent, to: Notification["to"], data: PublicationNotice): Notification => ({
  kind: "publication",
  to,
  key: notificationKey(event, "publication", to),
  data,
});

const about = ({ slug, name, team, summary, upstream }: Service, { reason }: Publication) => ({
  service: { slug, name, team },
  leadsTo: URL.canParse(upstream.url) ? new URL(upstream.url).origin : "",
  ...(summary === undefined ? {} : { summary }),
  ...(reason === undefined ? {} : { reason }),
});
