import { answerOf, api, ifRevision } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Issuer } from "../api/resources.ts";

export const issuersQuery = (team: string) =>
  listQuery(["issuers", team], (cursor, signal) =>
    answerOf(api().GET("/v1/issuers", { params: { query: { ...cursor, team, limit: PAGE_SIZE } }, signal })),
  );

/** @param teams the one that has it first: an admin's list says that too */
export const letIntoIssuer = ({ issuer, revision }: Issuer, teams: string[]): Promise<Issuer> =>
  answerOf(
    api().PUT("/v1/issuers/{issuer}", {
      params: { path: { issuer } },
      headers: ifRevision(revision),
      body: { teams },
    }),
  );
