import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, ifRevision, onceOnly } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Consumer, ConsumerPatch, NewConsumer } from "../api/resources.ts";

/** @param q what names begin with */
export const consumersQuery = ({ q }: { q?: string | undefined } = {}) =>
  listQuery(["consumers", { q }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/consumers", {
        params: { query: { ...cursor, limit: PAGE_SIZE, ...(q === undefined ? {} : { q }) } },
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
