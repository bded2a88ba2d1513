import { listCatalog, readCatalog } from "@latchkey/core/service/catalog";
import { list, operation, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { CatalogView, catalogView } from "../services/service-view.ts";
import { CatalogQuery, filterOf } from "./catalog-query.ts";

export const catalogOperations = {
  listCatalog: operation({
    summary: "The services that the caller may apply for.",
    query: CatalogQuery,
    searches: ["q", "tag", "kind"],
    answer: PageAnswer(CatalogView),
    handle: async (work, { query }) =>
      list(await listCatalog(work, filterOf(query), pageOf(query)), catalogView),
  }),
  readCatalog: operation({
    summary: "One service that the caller may apply for.",
    answer: CatalogView,
    handle: async (work, { params }) =>
      resource(catalogView(await readCatalog(work, params["service"] ?? ""))),
  }),
};
