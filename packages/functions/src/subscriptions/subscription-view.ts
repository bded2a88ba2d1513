import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import {
  Applicant,
  AskedPlanChange,
  AskedRenewal,
  HistoryEntry,
  Subscription,
} from "@latchkey/core/subscription/subscription";
import { SubscriptionAction } from "@latchkey/core/subscription/subscription-input";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";

/** Both sides read the history, so it does not tell either where the other's people were. */
export const SubscriptionView = z.object({
  ...viewOf(Subscription, {
    ...RESOURCE_SHOWN,
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
    applicant: true,
    application: true,
    appliedAt: true,
    expiresAt: true,
    termDays: true,
    renewal: true,
    planChange: true,
    remindedUntil: false,
    history: true,
  }).shape,
  applicant: viewOf(Applicant, { id: true, email: true, role: true }),
  renewal: z.optional(viewOf(AskedRenewal, { askedAt: true, application: true, reason: true })),
  planChange: z.optional(
    viewOf(AskedPlanChange, { askedAt: true, application: true, reason: true, plan: true }),
  ),
  history: z.array(
    viewOf(HistoryEntry, {
      at: true,
      actor: true,
      action: true,
      from: true,
      to: true,
      reason: true,
      sourceIp: false,
      application: true,
      role: true,
    }),
  ),
  /** What the caller may do to it now; the revision does not tell it. Absent in the lists of consumers. */
  actions: z.optional(z.array(SubscriptionAction)),
});
