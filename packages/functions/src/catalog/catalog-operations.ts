import { type CatalogFilter, listCatalog, readCatalog } from "@latchkey/core/service/catalog";
import { line } from "@latchkey/core/text";
import * as z from "zod/mini";
import { list, operation, PageQuery, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { CatalogView, catalogView } from "../services/service-view.ts";

const CatalogQuery = z.strictObject({
  ...PageQuery,
  q: z.optional(line(100)),
  tag: z.optional(line(40)),
  kind: z.optional(z.enum(["rest", "ai"])),
});

const filterOf = ({ q, tag, kind }: z.infer<typeof CatalogQuery>): CatalogFilter => ({
  ...(q === undefined ? {} : { q }),
  ...(tag === undefined ? {} : { tag }),
  ...(kind === undefined ? {} : { kind }),
});

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
