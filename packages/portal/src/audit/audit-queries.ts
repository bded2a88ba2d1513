import { answerOf, api } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";

export interface AuditSpan {
  /** Days, `2026-01-31`; empty for no end. */
  from: string;
  to: string;
}

export const auditQuery = (team: string, { from, to }: AuditSpan) =>
  listQuery(["audit", team, from, to], (cursor, signal) =>
    answerOf(
      api().GET("/v1/audit", {
        params: {
          query: {
            ...cursor,
            team,
            limit: PAGE_SIZE,
            ...(from === "" ? {} : { from: `${from}T00:00:00Z` }),
            ...(to === "" ? {} : { to: `${to}T23:59:59Z` }),
          },
        },
        signal,
      }),
    ),
  );

export const verifyAudit = (team: string) =>
  answerOf(api().GET("/v1/audit/verify", { params: { query: { team } } }));
