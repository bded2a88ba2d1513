import type { Page, PageRequest } from "../page.ts";
import type { Announcement } from "./announcement.ts";

export interface AnnouncementStore {
  announcement(serviceId: string, id: string): Promise<Announcement | undefined>;
  /** Of a service, newest first. May lag by milliseconds. */
  announcementsOf(serviceId: string, page: PageRequest): Promise<Page<Announcement>>;
  /** Those of the addresses that get no announcements of a service, as of now. */
  unsubscribed(serviceId: string, addresses: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Only the page behind an announcement's link has this. Idempotent; durable when it returns. */
export interface Unsubscriber {
  unsubscribe(serviceId: string, address: string, at: string): Promise<void>;
  subscribeAgain(serviceId: string, address: string): Promise<void>;
}
