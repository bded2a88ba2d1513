import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, ifRevision, onceOnly } from "../api/connection.ts";
import { given, listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Consumer, ConsumerPatch, NewConsumer } from "../api/resources.ts";

interface ConsumersAsked {
  q?: string | undefined;
  team?: string | undefined;
  sort?: "created" | "-created" | "name" | "-name" | undefined;
}

/** @param q what names begin with */
export const consumersQuery = ({ q, team, sort }: ConsumersAsked = {}) =>
  listQuery(["consumers", { q, team, sort }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/consumers", {
        params: { query: { ...cursor, limit: PAGE_SIZE, ...given({ q, team, sort }) } },
        signal,
      }),
    ),
  );

export const consumerQuery = (consumer: string) =>
  queryOptions({
    queryKey: ["consumer", consumer],
    queryFn: ({ signal }) =>
      answerOf(api().GET("/v1/consumers/{consumer}", { params: { path: { consumer } }, signal })),
  });

export const createConsumer = (body: NewConsumer): Promise<Consumer> =>
  answerOf(api().POST("/v1/consumers", { body, params: { header: onceOnly() } }));

export const changeConsumer = (consumer: string, revision: number, body: ConsumerPatch): Promise<Consumer> =>
  answerOf(
    api().PATCH("/v1/consumers/{consumer}", {
      params: { path: { consumer } },
      headers: ifRevision(revision),
      body,
    }),
  );

export const suspendConsumer = (consumer: string): Promise<Consumer> =>
  answerOf(
    api().POST("/v1/consumers/{consumer}/suspend", { params: { path: { consumer }, header: onceOnly() } }),
  );

export const resumeConsumer = (consumer: string): Promise<Consumer> =>
  answerOf(
    api().POST("/v1/consumers/{consumer}/resume", { params: { path: { consumer }, header: onceOnly() } }),
  );

export const deleteConsumer = (consumer: string, confirm: string): Promise<unknown> =>
  answerOf(api().DELETE("/v1/consumers/{consumer}", { params: { path: { consumer }, query: { confirm } } }));
