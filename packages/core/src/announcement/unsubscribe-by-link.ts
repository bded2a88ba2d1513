import { isoTime } from "../clock.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { ringOfLink } from "../link/signed-link.ts";
import type { Service } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import { type AnnouncementLink, openAnnouncementLink } from "./announcement-link.ts";
import type { AnnouncementStore, Unsubscriber } from "./announcement-store.ts";

export interface UnsubscribingReads {
  keys: KeyRings;
  stores: Pick<AnnouncementStore, "unsubscribed"> & Pick<ServiceStore, "serviceById">;
}

/** What an announcement's link leads to; nothing for a link that was not made here, or whose service is gone. */
export interface FoundSubscriber {
  service: Service;
  link: AnnouncementLink;
  isUnsubscribed: boolean;
}

export const readSubscriber = async (
  { keys, stores }: UnsubscribingReads,
  token: string,
): Promise<FoundSubscriber | undefined> => {
  const ring = await ringOfLink(keys, token);
  const link = ring && openAnnouncementLink(ring, token);
  const service = link && (await stores.serviceById(link.service));
  if (!service) return undefined;
  const gone = await stores.unsubscribed(service.id, [link.address]);
  return { service, link, isUnsubscribed: gone.has(link.address) };
};

/** For who has unsubscribed by mistake, or by a mail program of theirs. The same again changes nothing. */
export const subscribeAgainByLink = async (
  work: UnsubscribingReads & { unsubscriber: Unsubscriber },
  token: string,
): Promise<FoundSubscriber | undefined> => {
  const found = await readSubscriber(work, token);
  if (!found?.isUnsubscribed) return found;
  await work.unsubscriber.subscribeAgain(found.service.id, found.link.address);
  return { ...found, isUnsubscribed: false };
};

/** The holder of the link may: mail programs do it for their users (RFC 8058). The same again changes nothing. */
export const unsubscribeByLink = async (
  work: UnsubscribingReads & { unsubscriber: Unsubscriber; now: number },
  token: string,
): Promise<FoundSubscriber | undefined> => {
  const found = await readSubscriber(work, token);
  if (!found || found.isUnsubscribed) return found;
  await work.unsubscriber.unsubscribe(found.service.id, found.link.address, isoTime(work.now));
  return { ...found, isUnsubscribed: true };
};
