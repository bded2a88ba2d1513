import * as z from "zod/mini";
import { NAME, whole } from "../name-pattern.ts";
import { PluginConfigs } from "../plugin/plugin-config.ts";
import { ToolList } from "../plugin/tools.ts";
import { Email, line, paragraph, ScopeName, Slug } from "../text.ts";
import { ApplicationInput } from "./application-input.ts";
import { ChatInput } from "./chat.ts";
import { DeprecationInput } from "./deprecation.ts";
import { eachOnce } from "./each-once.ts";
import { ModelsInput } from "./kind-fields.ts";
import type { FixedField, ProviderField } from "./provider-fields.ts";
import { SampleInput } from "./sample-input.ts";
import { RESERVED_SLUGS, ServiceKind } from "./service.ts";
import { UpstreamInput, UpstreamPatch } from "./upstream-input.ts";

const Origin = z.string().check(
  z.maxLength(256),
  z.refine(
    (text) => text === "*" || (URL.canParse(text) && new URL(text).origin === text),
    "an origin, or *",
  ),
);

const ScopeInput = z.strictObject({
  name: ScopeName,
  methods: z.optional(
    z
      .array(z.string().check(z.regex(/^[A-Z]{1,20}$/, "a method in capitals")))
      .check(z.minLength(1), z.maxLength(20)),
  ),
  paths: z.optional(
    z
      .array(z.string().check(z.maxLength(512), z.regex(/^\/[^*?#]*\*?$/, "a path, exact or ending in /*")))
      .check(
        z.minLength(1),
        z.maxLength(100),
        z.refine((paths) => paths.every((path) => !path.endsWith("*") || path.endsWith("/*")), "ends in /*"),
      ),
  ),
  tools: z.optional(ToolList),
});

const PlanName = z.string().check(z.regex(whole(NAME), "a plan name"));

const ApprovalRuleInput = z.strictObject({
  emailDomains: z.optional(
    z
      .array(
        z.pipe(
          z.string().check(z.regex(/^[A-Za-z0-9.-]{1,253}$/, "a domain")),
          z.transform((d: string) => d.toLowerCase()),
        ),
      )
      .check(z.maxLength(100)),
  ),
  teams: z.optional(z.array(Slug).check(z.maxLength(100))),
  plans: z.optional(z.array(PlanName).check(z.maxLength(100))),
  decision: z.enum(["approve", "reject"]),
});

const PlanInput = z.strictObject({
  name: PlanName,
  title: z.optional(line(100)),
  limits: z.optional(PluginConfigs),
  durationDays: z.optional(z.int().check(z.minimum(1), z.maximum(3660))),
});

const fields = {
  name: line(100),
  summary: line(200),
  description: paragraph(20_000),
  cors: z.strictObject({ origins: z.array(Origin).check(z.maxLength(50)) }),
  scopes: eachOnce(z.array(ScopeInput), (scope) => scope.name, "scope").check(
    z.minLength(1),
    z.maxLength(50),
  ),
  approvalRules: z.array(ApprovalRuleInput).check(z.maxLength(50)),
  whenCountersFail: z.enum(["closed", "open"]),
  assertion: z.boolean(),
  /** At most what the stage allows, which `concurrency` checks. */
  maxConcurrentCalls: z.int().check(z.minimum(1)),
  usageEvent: z.enum(["ask", "leave"]),
  models: ModelsInput,
  visibility: z.enum(["public", "private"]),
  approval: z.enum(["manual", "auto"]),
  approvers: eachOnce(z.array(Email), (email) => email, "approver").check(z.maxLength(20)),
  approvalsNeeded: z.int().check(z.minimum(1), z.maximum(20)),
  chat: ChatInput,
  plans: eachOnce(z.array(PlanInput), (plan) => plan.name, "plan").check(z.maxLength(20)),
  tags: z.array(line(40)).check(z.maxLength(20)),
  openapi: z
    .record(z.string(), z.unknown())
    .check(
      z.refine((document) => Buffer.byteLength(JSON.stringify(document)) <= 200_000, "at most 200,000 bytes"),
    ),
  sample: SampleInput,
  application: ApplicationInput,
  deprecation: DeprecationInput,
  status: z.enum(["draft", "published", "retired"]),
} satisfies Record<Exclude<ProviderField, FixedField | "upstream">, z.core.$ZodType>;

export const NewService = z.strictObject({
  slug: Slug.check(z.refine((slug) => !RESERVED_SLUGS.includes(slug), "a reserved slug")),
  team: Slug,
  name: fields.name,
  kind: ServiceKind,
  upstream: UpstreamInput,
  summary: z.optional(fields.summary),
  description: z.optional(fields.description),
  cors: z.optional(fields.cors),
  scopes: z.optional(fields.scopes),
  openapi: z.optional(fields.openapi),
  sample: z.optional(fields.sample),
  application: z.optional(fields.application),
  deprecation: z.optional(fields.deprecation),
  approvalsNeeded: z.optional(fields.approvalsNeeded),
  chat: z.optional(fields.chat),
  maxConcurrentCalls: z.optional(fields.maxConcurrentCalls),
  models: z.optional(fields.models),
  approvalRules: z._default(fields.approvalRules, []),
  whenCountersFail: z._default(fields.whenCountersFail, "closed"),
  assertion: z._default(fields.assertion, false),
  usageEvent: z._default(fields.usageEvent, "ask"),
  visibility: z._default(fields.visibility, "public"),
  approval: z._default(fields.approval, "manual"),
  approvers: z._default(fields.approvers, []),
  plans: z._default(fields.plans, []),
  tags: z._default(fields.tags, []),
  status: z._default(fields.status, "draft"),
} satisfies Record<ProviderField, z.core.$ZodType>);
export type NewService = z.infer<typeof NewService>;

/** null removes an optional field. `slug`, `team` and `kind` are told as `immutable-field` when they differ. */
export const ServicePatch = z.strictObject({
  ...z.partial(z.object(fields)).shape,
  summary: z.nullish(fields.summary),
  description: z.nullish(fields.description),
  cors: z.nullish(fields.cors),
  scopes: z.nullish(fields.scopes),
  openapi: z.nullish(fields.openapi),
  sample: z.nullish(fields.sample),
  application: z.nullish(fields.application),
  deprecation: z.nullish(fields.deprecation),
  approvalsNeeded: z.nullish(fields.approvalsNeeded),
  chat: z.nullish(fields.chat),
  maxConcurrentCalls: z.nullish(fields.maxConcurrentCalls),
  models: z.nullish(fields.models),
  upstream: z.optional(UpstreamPatch),
  slug: z.optional(z.string()),
  team: z.optional(z.string()),
  kind: z.optional(z.string()),
} satisfies Record<ProviderField, z.core.$ZodType>);
export type ServicePatch = z.infer<typeof ServicePatch>;
