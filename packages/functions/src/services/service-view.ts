import { Service } from "@latchkey/core/service/service";
import * as z from "zod/mini";

const Document = z.optional(z.record(z.string(), z.unknown()));

/** `upstream.headerNames`: the values are write-only. */
export const ServiceView = z.object({
  ...Service.shape,
  upstream: z.object({ url: z.string(), timeoutSeconds: z.int(), headerNames: z.array(z.string()) }),
  openapi: Document,
});
export type ServiceView = z.infer<typeof ServiceView>;

export const serviceView = ({ upstream, openapi, ...service }: Service): ServiceView => ({
  ...service,
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

export const catalogView = ({
  upstream: _upstream,
  approvers: _approvers,
  approversPending: _approversPending,
  approvalRules: _rules,
  cors: _cors,
  formerPlans: _formerPlans,
  assertion: _assertion,
  whenCountersFail: _whenCountersFail,
  maxConcurrentCalls: _maxConcurrentCalls,
  openapi,
  ...shown
}: Service): CatalogView => ({ ...shown, ...document(openapi) });

const document = (openapi: string | undefined) =>
  openapi === undefined ? {} : { openapi: JSON.parse(openapi) };
