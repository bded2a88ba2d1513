import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { type AuditExport, readExport } from "./audit-export.ts";

export interface AuditSpan {
  /** Days in UTC, `2026-01-31`; empty for no end. */
  from: string;
  to: string;
}

/** A team's changes in a span of time, in one request: thousands at most, the oldest first. */
export const auditQuery = (team: string, { from, to }: AuditSpan) =>
  queryOptions({
    queryKey: ["audit", team, from, to],
    queryFn: async ({ signal }): Promise<AuditExport> => {
      let hasMore = false;
      const call = api().GET("/v1/audit", {
        params: {
          query: {
            team,
            ...(from === "" ? {} : { from: `${from}T00:00:00.000Z` }),
            ...(to === "" ? {} : { to: `${to}T23:59:59.999Z` }),
          },
        },
        headers: { Accept: "application/x-ndjson" },
        parseAs: "text",
        signal,
      });
      const text = await answerOf(
        call.then((answer) => {
          hasMore = answer.response.headers.has("X-Next-Cursor");
          return answer;
        }),
      );
      // An answer without a body has none at all.
      return readExport(text ?? "", hasMore);
    },
  });

export const verifyAudit = (team: string) =>
  answerOf(api().GET("/v1/audit/verify", { params: { query: { team } } }));
