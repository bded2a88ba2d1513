import * as z from "#schema";
import { ResourceFields } from "../resource.ts";
import { Slug } from "../text.ts";
import { ApplicationForm } from "./application-form.ts";
import { Chat } from "./chat.ts";
import { Deprecation } from "./deprecation.ts";
import { Publication } from "./publication.ts";

export const Scope = z.object({
  name: z.string(),
  methods: z.optional(z.array(z.string())),
  paths: z.optional(z.array(z.string())),
  /** Of a service of kind `mcp`. */
  tools: z.optional(z.array(z.string())),
});
export type Scope = z.infer<typeof Scope>;

export const ServiceKind = z.enum(["rest", "ai", "mcp"]);
export type ServiceKind = z.infer<typeof ServiceKind>;

export const ApprovalRule = z.object({
  emailDomains: z.optional(z.array(z.string())),
  teams: z.optional(z.array(z.string())),
  plans: z.optional(z.array(z.string())),
  decision: z.enum(["approve", "reject"]),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

export const Plan = z.object({
  name: z.string(),
  title: z.optional(z.string()),
  limits: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
  durationDays: z.optional(z.int()),
});
export type Plan = z.infer<typeof Plan>;

/** A call that its consumers may copy: the path is below the service, and the body is text. */
export const Sample = z.object({
  method: z.enum(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string(),
  headers: z.optional(z.record(z.string(), z.string())),
  body: z.optional(z.string()),
});
export type Sample = z.infer<typeof Sample>;

/** Calls are signed with the gateway's role, for this scope (AWS Signature Version 4). */
export const UpstreamAuth = z.object({ iam: z.object({ service: z.string(), region: z.string() }) });
export type UpstreamAuth = z.infer<typeof UpstreamAuth>;

/** One of several keys that an upstream takes: headers of its own, and its share of the calls. */
export const UpstreamKey = z.object({
  weight: z.int(),
  sealedHeaders: z.record(z.string(), z.string()),
});
export type UpstreamKey = z.infer<typeof UpstreamKey>;

/** `sealedHeaders` hold AES-256-GCM values, bound to the service's id. */
export const Upstream = z.object({
  url: z.string(),
  timeoutSeconds: z.int(),
  sealedHeaders: z.record(z.string(), z.string()),
  auth: z.optional(UpstreamAuth),
  /** By name. Each call carries one of them, beside `sealedHeaders`. */
  keys: z.optional(z.record(z.string(), UpstreamKey)),
});
export type Upstream = z.infer<typeof Upstream>;

/** An entry of a price list of models. Prices in US dollars, for a million tokens and for a call. */
export const ModelEntry = z.object({
  match: z.string(),
  inputUsd: z.optional(z.number()),
  outputUsd: z.optional(z.number()),
  cachedInputUsd: z.optional(z.number()),
  cacheWriteUsd: z.optional(z.number()),
  callUsd: z.optional(z.number()),
  maxOutputTokens: z.optional(z.int()),
  bytesPerToken: z.optional(z.number()),
});
export type ModelEntry = z.infer<typeof ModelEntry>;

export const Service = z.object({
  ...ResourceFields,
  slug: Slug,
  name: z.string(),
  team: Slug,
  kind: ServiceKind,
  summary: z.optional(z.string()),
  description: z.optional(z.string()),
  upstream: Upstream,
  cors: z.optional(z.object({ origins: z.array(z.string()) })),
  scopes: z.optional(z.array(Scope)),
  approvalRules: z.array(ApprovalRule),
  whenCountersFail: z.enum(["closed", "open"]),
  assertion: z.boolean(),
  /** How many calls may run at once; the stage's own bound where it is absent. */
  maxConcurrentCalls: z.optional(z.int()),
  /** Whether a streamed call to a model asks for the event that tells its tokens. Absent: it does. */
  usageEvent: z.optional(z.enum(["ask", "leave"])),
  /** What models cost, of a service of kind `ai`: the first entry that fits counts. */
  models: z.optional(z.array(ModelEntry)),
  visibility: z.enum(["public", "private"]),
  approval: z.enum(["manual", "auto"]),
  approvers: z.array(z.string()),
  /** How many different people have to approve. Absent: one. */
  approvalsNeeded: z.optional(z.int()),
  /** Where applications are told besides. Absent: nowhere. */
  chat: z.optional(z.array(Chat)),
  /** Those of them who have not accepted yet: they are asked for nothing. Absent where all have. */
  approversPending: z.optional(z.array(z.string())),
  plans: z.array(Plan),
  /** No longer offered. They hold for the subscriptions that name them. */
  formerPlans: z.optional(z.array(Plan)),
  tags: z.array(z.string()),
  /** JSON text: a document may nest deeper than the table can. */
  openapi: z.optional(z.string()),
  sample: z.optional(Sample),
  /** What applicants are asked. Absent: nothing but a reason. */
  application: z.optional(ApplicationForm),
  /** Absent: it has no end. */
  deprecation: z.optional(Deprecation),
  status: z.enum(["draft", "published", "retired"]),
  /** Absent when no admin was asked whether other teams may see the service. */
  publication: z.optional(Publication),
});
export type Service = z.infer<typeof Service>;
export type ServiceRecord = { kind: "service"; value: Service };

/** The management API itself: a service like any other, which cannot be changed or deleted. */
export const LATCHKEY_SERVICE = "latchkey";

/** Never given to a provider: ours, and the paths that API Gateway and the planes take for themselves. */
export const RESERVED_SLUGS: readonly string[] = [LATCHKEY_SERVICE, "healthz", "ping", "sping"];

/** What is no secret of its team: the catalogue shows it, and the audit. */
export const SERVICE_SHOWN = {
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
  sample: true,
  application: true,
  deprecation: true,
  status: true,
} as const satisfies Partial<Record<keyof Service, true>>;
