import type { AnnouncementLink } from "../announcement/announcement-link.ts";

/** To the owners of the teams that have an active or suspended subscription. */
export interface AnnouncementNotice {
  subject: string;
  text: string;
  at: string;
  service: { slug: string; name: string; team: string };
  /** The recipient's, which has the subscription. */
  ofTeam: string;
  /** Unsubscribes the recipient. */
  link: AnnouncementLink;
}
