import type { PageRequest } from "@latchkey/core/page";
import {
  listPublicCatalog,
  type PublicReads,
  readPublicCatalog,
} from "@latchkey/core/service/public-catalog";
import * as z from "zod/mini";
import { settings } from "../composition/settings.ts";
import type { Answer } from "../http/answer.ts";
import { list, type Operation, type Params, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { CatalogView, catalogView } from "../services/service-view.ts";
import { API_CATALOG_HEADERS, apiCatalog } from "./api-catalog.ts";
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

/** A provider's document, as an open map of members. */
export const ServiceDocument = z.record(z.string(), z.unknown());

/** Of a service whose provider gave no document: its address is known, its operations are not. */
const undescribed = (title: string) => ({ openapi: "3.1.0", info: { title, version: "1" }, paths: {} });

const document: PublicOperation = {
  summary: "The OpenAPI document of a service that the stage shows to everybody.",
  status: 200,
  answer: ServiceDocument,
  read: async (reads, { params }) => {
    const { slug, name, openapi } = await readPublicCatalog(reads, params["service"] ?? "");
    const own = openapi === undefined ? undescribed(name) : JSON.parse(openapi);
    // Calls go to the gateway, wherever the provider's own document says that the upstream is.
    const servers = [{ url: `${settings().LATCHKEY_GATEWAY_URL}/${slug}` }];
    return { status: 200, body: { ...own, servers }, etag: "of-content" };
  },
};

export const publicCatalogOperations = {
  listPublicCatalog: listing,
  readPublicCatalog: one,
  readPublicDocument: document,
};

const catalogue: PublicOperation = {
  summary: "The API catalogue (RFC 9727).",
  status: 200,
  read: async (reads) => {
    const { LATCHKEY_CONTROL_URL, LATCHKEY_GATEWAY_URL, LATCHKEY_PORTAL_URL } = settings();
    const listing = reads.stage.publicCatalog
      ? (page: PageRequest) => listPublicCatalog(reads, {}, page)
      : undefined;
    const origins = {
      controlUrl: LATCHKEY_CONTROL_URL,
      gatewayUrl: LATCHKEY_GATEWAY_URL,
      portalUrl: LATCHKEY_PORTAL_URL,
    };
    const body = JSON.stringify(await apiCatalog(listing, origins));
    return { status: 200, body, headers: { ...API_CATALOG_HEADERS } };
  },
};

/** Answered as the others, and no part of the management API: other standards say what they are. */
export const wellKnownOperations = { apiCatalog: catalogue };
