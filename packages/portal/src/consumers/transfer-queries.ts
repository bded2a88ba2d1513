import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, onceOnly } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Consumer, NewTransfer } from "../api/resources.ts";

export const offersKey = (team: string) => ["offers", team] as const;

export const offersQuery = (team: string) =>
  listQuery(offersKey(team), (cursor, signal) =>
    answerOf(
      api().GET("/v1/teams/{team}/transfers", {
        params: { path: { team }, query: { ...cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  );

export const offerQuery = (team: string, consumer: string) =>
  queryOptions({
    queryKey: ["offer", team, consumer],
    queryFn: ({ signal }) =>
      answerOf(
        api().GET("/v1/teams/{team}/transfers/{consumer}", { params: { path: { team, consumer } }, signal }),
      ),
  });

export const offerTransfer = (consumer: string, body: NewTransfer): Promise<Consumer> =>
  answerOf(
    api().POST("/v1/consumers/{consumer}/transfer", {
      params: { path: { consumer }, header: onceOnly() },
      body,
    }),
  );

export const withdrawTransfer = (consumer: string): Promise<unknown> =>
  answerOf(api().DELETE("/v1/consumers/{consumer}/transfer", { params: { path: { consumer } } }));

export const acceptTransfer = (team: string, consumer: string): Promise<Consumer> =>
  answerOf(
    api().POST("/v1/teams/{team}/transfers/{consumer}/accept", {
      params: { path: { team, consumer }, header: onceOnly() },
    }),
  );

export const declineTransfer = (team: string, consumer: string): Promise<unknown> =>
  answerOf(
    api().POST("/v1/teams/{team}/transfers/{consumer}/decline", {
      params: { path: { team, consumer }, header: onceOnly() },
    }),
  );
