import {
  listPublicCatalog,
  type PublicReads,
  readPublicCatalog,
} from "@latchkey/core/service/public-catalog";
import type * as z from "zod/mini";
import type { Answer } from "../http/answer.ts";
import { list, type Operation, type Params, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { CatalogView, catalogView } from "../services/service-view.ts";
import { CatalogQuery, filterOf } from "./catalog-query.ts";

/** An operation that anybody may ask for: it is given no caller, and nothing to write with. */
export interface PublicOperation<Query extends z.ZodMiniType = z.ZodMiniType>
  extends Omit<Operation, "handle" | "query"> {
  query?: Query;
  read(reads: PublicReads, input: { params: Params; query: z.output<Query> }): Promise<Answer>;
}

const listing: PublicOperation<typeof CatalogQuery> = {
  summary: "The services that the stage shows to everybody.",
  status: 200,
  query: CatalogQuery,
  searches: ["q", "tag", "kind"],
  answer: PageAnswer(CatalogView),
  read: async (reads, { query }) =>
    list(await listPublicCatalog(reads, filterOf(query), pageOf(query)), catalogView),
};

const one: PublicOperation = {
  summary: "One service that the stage shows to everybody.",
  status: 200,
  answer: CatalogView,
  read: async (reads, { params }) =>
    resource(catalogView(await readPublicCatalog(reads, params["service"] ?? ""))),
};

export const publicCatalogOperations = { listPublicCatalog: listing, readPublicCatalog: one };
