import { announce } from "@latchkey/core/announcement/announce";
import { ANNOUNCEMENT_SHOWN, Announcement, NewAnnouncement } from "@latchkey/core/announcement/announcement";
import { listAnnouncements, readAnnouncement } from "@latchkey/core/announcement/read-announcement";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";
import type { Answer } from "../http/answer.ts";
import { list, operation, PageOnly, pageOf } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";

export const AnnouncementView = z.extend(
  viewOf(Announcement, {
    ...RESOURCE_SHOWN,
    ...ANNOUNCEMENT_SHOWN,
  }),
  { recipients: z.optional(z.int()) },
);

export const Announced = z.object({ recipients: z.int() });

const announced = ({ recipients }: Announcement): Answer => ({ status: 202, body: { recipients } });

export const announcementsOperations = {
  announce: operation({
    summary: "Announce something to those who use a service.",
    body: NewAnnouncement,
    answer: Announced,
    status: 202,
    handle: async (work, { params, body }) => announced(await announce(work, params["service"] ?? "", body)),
    replay: async (work, { service = "", announcement = "" }) =>
      announced(await readAnnouncement(work, service, announcement)),
  }),
  listAnnouncements: operation({
    summary: "What was announced of a service.",
    query: PageOnly,
    answer: PageAnswer(AnnouncementView),
    handle: async (work, { params, query }) =>
      list(await listAnnouncements(work, params["service"] ?? "", pageOf(query))),
  }),
};
