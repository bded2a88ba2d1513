import { answerOf, api } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";

export const peopleQuery = listQuery(["people"], (cursor, signal) =>
  answerOf(api().GET("/v1/people", { params: { query: { ...cursor, limit: PAGE_SIZE } }, signal })),
);
