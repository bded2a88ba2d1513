import { subscriberOwners } from "../announcement/subscriber-owners.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import { isLiving } from "../subscription/subscription.ts";
import type { DeprecationNotice } from "./deprecation-notice.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Part } from "./part.ts";

/** To the owners of the teams of living subscriptions, a part of them for each event. */
const toSubscribers =
  (
    /** What is told, and by which key it is told once; nothing when it is no longer true. */
    factOf: (service: Service, about: string) => Fact | undefined,
  ) =>
  async (event: DomainEvent, { stores, now }: NotificationReads): Promise<Part> => {
    const { id, type, actor, team, at, about = id } = event;
    const service = event.service === undefined ? undefined : await stores.service(event.service);
    const fact = service && factOf(service, about);
    if (!fact) return { notifications: [] };
    const { slug, name } = service;
    const list = { service: slug, cursor: event.cursor };
    const { owners, cursor } = await subscriberOwners(stores, list, isLiving, now);
    return {
      notifications: owners.map(({ to, team: ofTeam }) => ({
        kind: "deprecation",
        to,
        key: `${fact.key}#${to}`,
        data: { ...fact.told, at, service: { slug, name, team: service.team }, ofTeam },
      })),
      ...(cursor === undefined ? {} : { rest: { type, actor, team, service: slug, about, cursor } }),
    };
  };

interface Fact {
  key: string;
  told: Pick<DeprecationNotice, "deprecation">;
}

/** That the service has an end, or that it comes near. One end is told once, whatever other events are on their way. */
export const deprecationPart = toSubscribers(({ id, deprecation }) => {
  if (!deprecation) return undefined;
  const { announcedUntil = "", ...told } = deprecation;
  return {
    key: `${id}#deprecation#${deprecation.sunsetAt}#${announcedUntil}`,
    told: { deprecation: told },
  };
});

/** That there is no end any more. */
export const takenBackPart = toSubscribers(({ deprecation }, about) =>
  deprecation ? undefined : { key: `${about}#deprecation`, told: {} },
);
