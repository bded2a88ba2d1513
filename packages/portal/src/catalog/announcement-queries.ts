import { answerOf, api } from "../api/connection.ts";
import { listQuery } from "../api/list-query.ts";
import type { Announcement, NewAnnouncement } from "../api/resources.ts";

export const announcementsKey = (service: string): readonly string[] => ["announcements", service];

/** As many as a page shows before it is asked for more. */
const AT_FIRST = 5;

export const announcementsQuery = (service: string) =>
  listQuery<Announcement>(announcementsKey(service), (cursor, signal) =>
    answerOf(
      api().GET("/v1/services/{service}/announcements", {
        params: { path: { service }, query: { ...cursor, limit: AT_FIRST } },
        signal,
      }),
    ),
  );

export const announce = (
  service: string,
  body: NewAnnouncement,
  header: { "Idempotency-Key": string },
): Promise<{ recipients: number }> =>
  answerOf(
    api().POST("/v1/services/{service}/announcements", { params: { path: { service }, header }, body }),
  );
