import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, isVisitor } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { CatalogSearch } from "./catalog-search.ts";

/** What the person may apply for; before signing in, what the stage shows to everybody. */
export const catalogQuery = (search: CatalogSearch) => {
  const path = isVisitor() ? "/v1/public/catalog" : "/v1/catalog";
  return listQuery(["catalog", path, search], (cursor, signal) =>
    answerOf(api().GET(path, { params: { query: { ...search, ...cursor, limit: PAGE_SIZE } }, signal })),
  );
};

export const catalogServiceQuery = (service: string) => {
  const path = isVisitor() ? "/v1/public/catalog/{service}" : "/v1/catalog/{service}";
  return queryOptions({
    queryKey: ["catalog-service", service],
    queryFn: ({ signal }) => answerOf(api().GET(path, { params: { path: { service } }, signal })),
  });
};
