import { isoTime } from "../clock.ts";
import { DAY } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import { adminsOf, ownersOf } from "../service/approvers.ts";
import type { Publication } from "../service/publication.ts";
import type { Service } from "../service/service.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { type Notification, notificationKey, type PublicationNotice } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Notify, NotifyOf } from "./notify.ts";

/** Nothing where the service, or what the event is about, is not there. */
const published = async ({ service: slug }: DomainEvent, stores: NotificationReads["stores"]) => {
  const service = slug === undefined ? undefined : await stores.service(slug);
  return service?.publication && { service, publication: service.publication };
};

/** To the owners of the service's team, while it is the latest decision. */
const ofDecision =
  (fact: "approved" | "rejected"): Notify =>
  async (event, { stores }) => {
    const found = await published(event, stores);
    if (!found) return [];
    const { service, publication } = found;
    if (publication.state !== fact || publication.decidedAt !== event.at) return [];
    const data = { ...about(service, publication), fact, at: event.at };
    return (await ownersOf(stores, service.team)).map((to) => notice(event, to, data));
  };

/** To the admins, each with a link of its own, while it is not decided. */
const ofRequest: Notify = async (event, { stores, timing, admins }) => {
  const found = await published(event, stores);
  if (!found) return [];
  const { service, publication } = found;
  if (publication.state !== "waiting" || publication.askedAt !== event.at) return [];
  const until = Date.parse(publication.askedAt) + timing.lapseDays * DAY;
  const expires = Math.floor(until / 1000);
  return (await adminsOf(stores, { team: PLATFORM_TEAM }, admins)).map((admin) =>
    notice(event, admin, {
      ...about(service, publication),
      fact: "requested",
      at: event.at,
      actor: event.actor,
      decideUntil: isoTime(until),
      link: { service: service.id, asked: publication.asked, admin, expires },
    }),
  );
};

export const PUBLICATION_NOTIFICATIONS: NotifyOf<"service"> = {
  "service.publication-requested": ofRequest,
  "service.publication-approved": ofDecision("approved"),
  "service.publication-rejected": ofDecision("rejected"),
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
