import { answerOf, api } from "../api/connection.ts";
import { given, listQuery, PAGE_SIZE } from "../api/list-query.ts";

const POLL_MS = 10_000;

/** @param service its slug: only the calls to it */
export const callsQuery = (consumer: string, service?: string) => ({
  ...listQuery(["calls", consumer, { service }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/consumers/{consumer}/calls", {
        params: { path: { consumer }, query: { ...cursor, limit: PAGE_SIZE, ...given({ service }) } },
        signal,
      }),
    ),
  ),
  refetchInterval: POLL_MS,
});
