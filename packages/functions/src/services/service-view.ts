import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { ApplicationForm, Question, Terms } from "@latchkey/core/service/application-form";
import { Chat } from "@latchkey/core/service/chat";
import { DEPRECATION_SHOWN, Deprecation } from "@latchkey/core/service/deprecation";
import { Publication } from "@latchkey/core/service/publication";
import {
  ApprovalRule,
  ModelEntry,
  Plan,
  Sample,
  Scope,
  SERVICE_SHOWN,
  Service,
  UpstreamAuth,
} from "@latchkey/core/service/service";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";

const Document = z.optional(z.record(z.string(), z.unknown()));

const ScopeView = viewOf(Scope, { name: true, methods: true, paths: true, tools: true });
const PlanView = viewOf(Plan, { name: true, title: true, limits: true, durationDays: true });

const SampleView = z.optional(viewOf(Sample, { method: true, path: true, headers: true, body: true }));

const FormView = z.optional(
  z.extend(viewOf(ApplicationForm, { fields: true, terms: true }), {
    fields: z.array(
      viewOf(Question, { name: true, label: true, type: true, required: true, options: true, help: true }),
    ),
    terms: z.optional(viewOf(Terms, { version: true, url: true, text: true })),
  }),
);

const DeprecationView = z.optional(viewOf(Deprecation, DEPRECATION_SHOWN));

const ModelEntriesView = z.optional(
  z.array(
    viewOf(ModelEntry, {
      match: true,
      inputUsd: true,
      outputUsd: true,
      cachedInputUsd: true,
      cacheWriteUsd: true,
      callUsd: true,
      maxOutputTokens: true,
      bytesPerToken: true,
    }),
  ),
);

const UpstreamKeyView = z.object({
  name: z.string(),
  weight: z.int(),
  headerNames: z.array(z.string()),
});

const keyViews = (keys: NonNullable<Service["upstream"]["keys"]>): z.infer<typeof UpstreamKeyView>[] =>
  Object.entries(keys)
    .map(([name, { weight, sealedHeaders }]) => ({
      ...{ name, weight },
      headerNames: Object.keys(sealedHeaders).sort(),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** `upstream.headerNames`: the values are write-only. */
export const ServiceView = z.extend(
  viewOf(Service, {
    ...RESOURCE_SHOWN,
    ...SERVICE_SHOWN,
    upstream: true,
    cors: true,
    approvalRules: true,
    whenCountersFail: true,
    assertion: true,
    maxConcurrentCalls: true,
    usageEvent: true,
    models: true,
    approvers: true,
    approvalsNeeded: true,
    chat: true,
    approversPending: true,
    formerPlans: true,
    openapi: true,
    publication: true,
  }),
  {
    upstream: z.object({
      url: z.string(),
      timeoutSeconds: z.int(),
      headerNames: z.array(z.string()),
      auth: z.optional(UpstreamAuth),
      keys: z.optional(z.array(UpstreamKeyView)),
    }),
    cors: z.optional(z.object({ origins: z.array(z.string()) })),
    scopes: z.optional(z.array(ScopeView)),
    approvalRules: z.array(
      viewOf(ApprovalRule, { emailDomains: true, teams: true, plans: true, decision: true }),
    ),
    usageEvent: z.enum(["ask", "leave"]),
    approvalsNeeded: z.int(),
    chat: z.optional(z.array(viewOf(Chat, { id: false, name: true, host: true, sealedUrl: false }))),
    models: ModelEntriesView,
    plans: z.array(PlanView),
    formerPlans: z.optional(z.array(PlanView)),
    openapi: Document,
    sample: SampleView,
    application: FormView,
    deprecation: DeprecationView,
    publication: z.optional(
      viewOf(Publication, {
        state: true,
        asked: true,
        askedAt: true,
        subject: false,
        decidedAt: true,
        by: true,
        reason: true,
      }),
    ),
  },
);
export type ServiceView = z.infer<typeof ServiceView>;

export const serviceView = ({ upstream, openapi, chat, ...service }: Service): ServiceView => ({
  ...service,
  usageEvent: service.usageEvent ?? "ask",
  approvalsNeeded: service.approvalsNeeded ?? 1,
  ...(chat
    ? { chat: chat.map(({ name, host }) => ({ ...(name === undefined ? {} : { name }), host })) }
    : {}),
  upstream: {
    url: upstream.url,
    timeoutSeconds: upstream.timeoutSeconds,
    headerNames: Object.keys(upstream.sealedHeaders).sort(),
    ...(upstream.auth ? { auth: upstream.auth } : {}),
    ...(upstream.keys ? { keys: keyViews(upstream.keys) } : {}),
  },
  ...document(openapi),
});

/** What a consumer's developer sees: nothing of the upstream, the approvers, the rules, or plans of old. */
export const CatalogView = z.extend(
  viewOf(Service, {
    ...RESOURCE_SHOWN,
    ...SERVICE_SHOWN,
    upstream: false,
    cors: false,
    approvalRules: false,
    whenCountersFail: false,
    assertion: false,
    maxConcurrentCalls: false,
    usageEvent: false,
    models: false,
    approvers: false,
    approvalsNeeded: false,
    chat: false,
    approversPending: false,
    formerPlans: false,
    openapi: false,
    publication: false,
  }),
  {
    scopes: z.optional(z.array(ScopeView)),
    plans: z.array(PlanView),
    openapi: Document,
    sample: SampleView,
    application: FormView,
    deprecation: DeprecationView,
  },
);
export type CatalogView = z.infer<typeof CatalogView>;

export const catalogView = ({ openapi, ...service }: Service): CatalogView => ({
  ...service,
  ...document(openapi),
});

const document = (openapi: string | undefined) =>
  openapi === undefined ? {} : { openapi: JSON.parse(openapi) };
