import * as z from "zod/mini";
import { ResourceFields } from "../resource.ts";
import { line, Slug, words } from "../text.ts";

/** What a provider has told those who use its service. It never changes. */
export const Announcement = z.object({
  ...ResourceFields,
  /** The slug. */
  service: Slug,
  serviceId: z.string(),
  /** The service's. */
  team: Slug,
  subject: z.string(),
  text: z.string(),
  /** Addresses that it was sent to. */
  recipients: z.int(),
});
export type Announcement = z.infer<typeof Announcement>;
export type AnnouncementRecord = { kind: "announcement"; value: Announcement };

export const NewAnnouncement = z.strictObject({
  subject: line(150),
  text: words(10_000).check(z.regex(/\S/u, "not only white space")),
});
export type NewAnnouncement = z.infer<typeof NewAnnouncement>;

/** Of its own fields, beside those of every record: which are shown. */
export const ANNOUNCEMENT_SHOWN = {
  service: true,
  serviceId: false,
  team: true,
  subject: true,
  text: true,
  recipients: true,
} as const;
