import { Publication } from "@latchkey/core/service/publication";
import { Service } from "@latchkey/core/service/service";
import * as z from "zod/mini";

const Document = z.optional(z.record(z.string(), z.unknown()));

/** `upstream.headerNames`: the values are write-only. */
export const ServiceView = z.object({
  ...Service.shape,
  upstream: z.object({ url: z.string(), timeoutSeconds: z.int(), headerNames: z.array(z.string()) }),
  openapi: Document,
  publication: z.optional(z.omit(Publication, { subject: true })),
  usageEvent: z.enum(["ask", "leave"]),
});
export type ServiceView = z.infer<typeof ServiceView>;

export const serviceView = ({ upstream, openapi, publication, ...service }: Service): ServiceView => ({
  ...service,
  ...publicationOf(publication),
  usageEvent: service.usageEvent ?? "ask",
  upstream: {
    url: upstream.url,
    timeoutSeconds: upstream.timeoutSeconds,
    headerNames: Object.keys(upstream.sealedHeaders).sort(),
  },
  ...document(openapi),
});

/** What a consumer's developer sees: nothing of the upstream, the approvers, the rules, or plans of old. */
export const CatalogView = z.object({
  ...z.pick(Service, {
    id: true,
    revision: true,
    createdAt: true,
    updatedAt: true,
    slug: true,
    name: true,
    team: true,
    kind: true,
    summary: true,
    description: true,
    scopes: true,
    visibility: true,
    approval: true,
    plans: true,
    tags: true,
    status: true,
  }).shape,
  openapi: Document,
});
export type CatalogView = z.infer<typeof CatalogView>;

/** A field that the schema does not name is not shown, whatever comes to a service later. */
export const catalogView = ({ openapi, ...service }: Service): CatalogView =>
  CatalogView.parse({ ...service, ...document(openapi) });

const publicationOf = (publication: Publication | undefined): Pick<ServiceView, "publication"> => {
  if (!publication) return {};
  const { subject: _subject, ...shown } = publication;
  return { publication: shown };
};

const document = (openapi: string | undefined) =>
  openapi === undefined ? {} : { openapi: JSON.parse(openapi) };
