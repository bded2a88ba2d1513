import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { CatalogSearch } from "./catalog-search.ts";

export const catalogQuery = (search: CatalogSearch) =>
  listQuery(["catalog", search], (cursor, signal) =>
    answerOf(
      api().GET("/v1/catalog", { params: { query: { ...search, ...cursor, limit: PAGE_SIZE } }, signal }),
    ),
  );

export const catalogServiceQuery = (service: string) =>
  queryOptions({
    queryKey: ["catalog-service", service],
    queryFn: ({ signal }) =>
      answerOf(api().GET("/v1/catalog/{service}", { params: { path: { service } }, signal })),
  });
