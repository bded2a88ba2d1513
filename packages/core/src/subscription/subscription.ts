import * as z from "#schema";
import { actorName, StoredActor } from "../access/actor.ts";
import { ResourceFields } from "../resource.ts";
import { Answer, AskedQuestion } from "./answers.ts";
import { Approval, Changed } from "./approved.ts";
import { HistoryAction } from "./history-action.ts";

export const SubscriptionStatus = z.enum([
  "pending",
  "active",
  "suspended",
  "rejected",
  "withdrawn",
  "lapsed",
  "cancelled",
  "revoked",
  "expired",
]);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

export const ApplicantRole = z.enum(["member", "owner", "admin"]);
export type ApplicantRole = z.infer<typeof ApplicantRole>;

/** One transition, as it is read from the table; it is written as its `namedEntry`. */
export const HistoryEntry = z.object({
  at: z.string(),
  actor: StoredActor,
  /** The approver in whose place the actor has decided. */
  delegateOf: z.optional(z.string()),
  action: HistoryAction,
  from: z.optional(z.string()),
  to: z.string(),
  reason: z.optional(z.string()),
  /** Of an approval. One that others have to follow only proposes it. */
  changed: z.optional(Changed),
  /** Where it was done from, for those who investigate: no answer of the API shows it. */
  sourceIp: z.optional(z.string()),
  /** The number of the application that this entry asks or decides. */
  application: z.optional(z.int()),
  /** What the actor was to the consumer's team when asking for a renewal or another plan. */
  role: z.optional(ApplicantRole),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** An entry whose actor is a word: in the table and in answers. */
export type NamedEntry = Omit<HistoryEntry, "actor"> & { actor: string };

export const namedEntry = (entry: HistoryEntry): NamedEntry => ({ ...entry, actor: actorName(entry.actor) });

/** Something asked for beside a running subscription, decided like an application. */
const RequestFields = { askedAt: z.string(), application: z.int(), reason: z.optional(z.string()) };
export const AskedRenewal = z.object(RequestFields);
export const AskedPlanChange = z.object({ ...RequestFields, plan: z.string() });

export const Applicant = z.object({
  id: z.string(),
  email: z.optional(z.string()),
  /** What they were to the consumer's team, by which the provider judges what they may ask for. */
  role: z.optional(ApplicantRole),
});

export const Subscription = z.object({
  ...ResourceFields,
  consumerId: z.string(),
  consumerName: z.string(),
  consumerTeam: z.string(),
  serviceId: z.string(),
  service: z.string(),
  serviceTeam: z.string(),
  status: SubscriptionStatus,
  plan: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())),
  reason: z.optional(z.string()),
  /** By the name of the question, what the application says; and the questions as they were then, in their order. */
  answers: z.optional(z.record(z.string(), Answer)),
  questions: z.optional(z.array(AskedQuestion)),
  /** Of the terms that the applicant agreed to. */
  termsVersion: z.optional(z.string()),
  /** Who applied: the address that is notified of the outcome, absent when a machine applied. */
  applicant: Applicant,
  /** How many decisions have been asked for; an approval link names the one it decides. */
  application: z.int(),
  appliedAt: z.string(),
  expiresAt: z.optional(z.string()),
  /** How long the current term is, in days: what decides which reminders of its end are sent. */
  termDays: z.optional(z.int()),
  renewal: z.optional(AskedRenewal),
  planChange: z.optional(AskedPlanChange),
  /** Who has approved what is asked for, or what was asked for last. */
  approvals: z.optional(z.array(Approval)),
  /** Reminders and announcements that were due up to this time were given. */
  remindedUntil: z.optional(z.string()),
  history: z.array(HistoryEntry),
});
export type Subscription = z.infer<typeof Subscription>;
export type SubscriptionRecord = { kind: "subscription"; value: Subscription };

/** Approved, and not ended: suspended or not. */
export const isRunning = (status: SubscriptionStatus): boolean =>
  status === "active" || status === "suspended";

/** At most one living subscription of a consumer to a service exists. */
export const isLiving = (status: SubscriptionStatus): boolean => status === "pending" || isRunning(status);

/** What both teams are shown, and the audit. */
export const SUBSCRIPTION_SHOWN = {
  consumerId: true,
  consumerName: true,
  consumerTeam: true,
  serviceId: true,
  service: true,
  serviceTeam: true,
  status: true,
  plan: true,
  scopes: true,
  reason: true,
  answers: true,
  questions: true,
  termsVersion: true,
  applicant: true,
  application: true,
  expiresAt: true,
  renewal: true,
  planChange: true,
  approvals: true,
} as const satisfies Partial<Record<keyof Subscription, true>>;
