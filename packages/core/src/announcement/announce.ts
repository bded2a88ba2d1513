import { DAY_SECONDS, endOf, type SpendWrite, windowAt } from "../allowance/allowance-store.ts";
import { isoTime } from "../clock.ts";
import { newId } from "../id.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import { serviceFor } from "../service/service-for.ts";
import { countAnnouncedTo, MOST_RECIPIENTS } from "./announced-to.ts";
import type { Announcement, NewAnnouncement } from "./announcement.ts";
import type { AnnouncementWork } from "./announcement-work.ts";

/** Of one service within a day of UTC. */
export const ANNOUNCEMENTS_A_DAY = 10;

/** Tells those who use a service. The mails follow from the event, part by part. For those who may change the service. */
export const announce = async (
  work: AnnouncementWork,
  reference: string,
  input: NewAnnouncement,
): Promise<Announcement> => {
  const { stores, now, random, actor, commit } = work;
  const { id: serviceId, slug, team } = await serviceFor(work, reference);
  const recipients = await countAnnouncedTo(stores, { id: serviceId, slug }, now);
  const id = newId("ann", now, random);
  const value: Announcement = {
    ...firstRevision(id, isoTime(now)),
    service: slug,
    serviceId,
    team,
    ...input,
    recipients,
  };
  const about = { actor, team, service: slug, announcement: id };
  await commit({
    writes: [
      {
        write: "create",
        record: { kind: "announcement", value },
        otherwise: new Refusal("unavailable", "The id is taken. Try again."),
      },
      ...spends({ serviceId, team, recipients }, now),
    ],
    events: [
      { type: "service.announced", ...about },
      { type: "service.announcement-notice", ...about },
    ],
    result: { kind: "announcement", keys: { service: slug, announcement: id } },
  });
  return value;
};

/**
 * Announcements have an allowance of their own: they use up none of the mails by which a team tells what must be told, and none
 * of them waits for a digest, which could not be unsubscribed from.
 */
const spends = (
  { serviceId, team, recipients }: Pick<Announcement, "serviceId" | "team" | "recipients">,
  now: number,
): SpendWrite[] => {
  const window = windowAt(now, DAY_SECONDS);
  const otherwise = new Refusal(
    "rate-limited",
    `A service announces at most ${ANNOUNCEMENTS_A_DAY} times a day, and a team to at most ${MOST_RECIPIENTS} addresses.`,
    { retryAfterSeconds: Math.ceil((endOf(window) - now) / 1000) },
  );
  const spend = (of: string, amount: number, most: number): SpendWrite[] =>
    amount === 0 ? [] : [{ write: "spend", spend: { of, window, amount, most }, otherwise }];
  return [
    ...spend(`announcements/of/${serviceId}`, 1, ANNOUNCEMENTS_A_DAY),
    ...spend(`announced-mails/of/${team}`, recipients, MOST_RECIPIENTS),
  ];
};
