import { answerOf, api, onceOnly } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";

export const peopleQuery = listQuery(["people"], (cursor, signal) =>
  answerOf(api().GET("/v1/people", { params: { query: { ...cursor, limit: PAGE_SIZE } }, signal })),
);

export const deadLettersQuery = listQuery(["dead-letters"], (cursor, signal) =>
  answerOf(api().GET("/v1/dead-letters", { params: { query: { ...cursor, limit: PAGE_SIZE } }, signal })),
);

export const replayDeadLetter = (letter: string) =>
  answerOf(
    api().POST("/v1/dead-letters/{letter}/replay", { params: { path: { letter }, header: onceOnly() } }),
  );

export const suspendTeam = (team: string) =>
  answerOf(api().POST("/v1/teams/{team}/suspend", { params: { path: { team }, header: onceOnly() } }));

export const resumeTeam = (team: string) =>
  answerOf(api().POST("/v1/teams/{team}/resume", { params: { path: { team }, header: onceOnly() } }));
