import type { Service } from "./service.ts";

/** Who sets each field of a service: a new one does not compile before that is decided. */
const SET_BY = {
  id: "program",
  revision: "program",
  createdAt: "program",
  updatedAt: "program",
  slug: "provider",
  name: "provider",
  team: "provider",
  kind: "provider",
  summary: "provider",
  description: "provider",
  upstream: "provider",
  cors: "provider",
  scopes: "provider",
  approvalRules: "provider",
  whenCountersFail: "provider",
  assertion: "provider",
  maxConcurrentCalls: "provider",
  usageEvent: "provider",
  models: "provider",
  visibility: "provider",
  approval: "provider",
  approvers: "provider",
  approvalsNeeded: "provider",
  chat: "provider",
  approversPending: "program",
  plans: "provider",
  formerPlans: "program",
  tags: "provider",
  openapi: "provider",
  sample: "provider",
  application: "provider",
  deprecation: "provider",
  status: "provider",
  publication: "program",
} as const satisfies Record<keyof Service, "provider" | "program">;

/** The fields that a provider sets. */
export type ProviderField = {
  [Field in keyof Service]-?: (typeof SET_BY)[Field] extends "provider" ? Field : never;
}[keyof Service];

/** Those that never change. */
export type FixedField = "slug" | "team" | "kind";
