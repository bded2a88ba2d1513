import { answerOf, api, ifRevision, onceOnly } from "../api/connection.ts";
import { given, listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { NewService, Service, ServicePatch } from "../api/resources.ts";

/** What the server can order them by. */
export const SERVICE_SORTS = ["name", "created"] as const;

interface ServicesAsked {
  q?: string | undefined;
  team?: string | undefined;
  sort?: "created" | "-created" | "name" | "-name" | undefined;
}

/** @param q part of slug, name, summary or a tag */
export const servicesQuery = ({ q, team, sort }: ServicesAsked = {}) =>
  listQuery(["services", { q, team, sort }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/services", {
        params: { query: { ...cursor, limit: PAGE_SIZE, ...given({ q, team, sort }) } },
        signal,
      }),
    ),
  );

export const createService = (body: NewService): Promise<Service> =>
  answerOf(api().POST("/v1/services", { body, params: { header: onceOnly() } }));

export const changeService = (service: string, revision: number, body: ServicePatch): Promise<Service> =>
  answerOf(
    api().PATCH("/v1/services/{service}", {
      params: { path: { service } },
      headers: ifRevision(revision),
      body,
    }),
  );

export const deleteService = (service: string): Promise<unknown> =>
  answerOf(api().DELETE("/v1/services/{service}", { params: { path: { service } } }));
