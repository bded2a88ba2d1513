import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import {
  Applicant,
  AskedPlanChange,
  AskedRenewal,
  HistoryEntry,
  namedEntry,
  SUBSCRIPTION_SHOWN,
  Subscription,
} from "@latchkey/core/subscription/subscription";
import { SubscriptionAction } from "@latchkey/core/subscription/subscription-input";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";

const EntryView = z.extend(
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
  { actor: z.string() },
);

/** Both sides read the history, so it does not tell either where the other's people were. */
export const SubscriptionView = z.extend(
  viewOf(Subscription, {
    ...RESOURCE_SHOWN,
    ...SUBSCRIPTION_SHOWN,
    appliedAt: true,
    termDays: true,
    remindedUntil: false,
    history: true,
  }),
  {
    applicant: viewOf(Applicant, { id: true, email: true, role: true }),
    renewal: z.optional(viewOf(AskedRenewal, { askedAt: true, application: true, reason: true })),
    planChange: z.optional(
      viewOf(AskedPlanChange, { askedAt: true, application: true, reason: true, plan: true }),
    ),
    history: z.array(EntryView),
    /** In the list of decisions alone. */
    decision: z.optional(EntryView),
    /** What the caller may do to it now; the revision does not tell it. Absent in the lists of consumers. */
    actions: z.optional(z.array(SubscriptionAction)),
  },
);

/** What answers hold of a subscription: the actors of its history by their words. */
export const shownSubscription = <S extends Subscription>(subscription: S) => ({
  ...subscription,
  history: subscription.history.map(namedEntry),
});

export const shownDecision = <S extends Subscription & { decision: HistoryEntry }>(decided: S) => ({
  ...shownSubscription(decided),
  decision: namedEntry(decided.decision),
});
