import * as z from "zod/mini";
import { linkKind } from "../link/link-kind.ts";

/**
 * Unsubscribes one address from the announcements of one service. It has no end of its own: a mail may be read years later, and
 * the link does nothing else.
 */
export const AnnouncementLink = z.object({ service: z.string(), address: z.string() });
export type AnnouncementLink = z.infer<typeof AnnouncementLink>;

export const { sign: signAnnouncementLink, open: openAnnouncementLink } = linkKind(
  "announcement-link",
  AnnouncementLink,
);
