import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { Answer, AskedQuestion } from "@latchkey/core/subscription/answers";
import { Approval, Changed, ChangedScopes, ChangedText } from "@latchkey/core/subscription/approved";
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
    delegateOf: true,
    action: true,
    from: true,
    to: true,
    reason: true,
    changed: true,
    sourceIp: false,
    application: true,
    role: true,
  }),
  {
    actor: z.string(),
    changed: z.optional(
      z.extend(viewOf(Changed, { plan: true, scopes: true, expiresAt: true }), {
        plan: z.optional(viewOf(ChangedText, { from: true, to: true })),
        scopes: z.optional(viewOf(ChangedScopes, { from: true, to: true })),
        expiresAt: z.optional(viewOf(ChangedText, { from: true, to: true })),
      }),
    ),
    answers: z.optional(z.record(z.string(), Answer)),
    termsVersion: z.optional(z.string()),
  },
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
    questions: z.optional(z.array(viewOf(AskedQuestion, { name: true, label: true }))),
    applicant: viewOf(Applicant, { id: true, email: true, role: true }),
    renewal: z.optional(viewOf(AskedRenewal, { askedAt: true, application: true, reason: true })),
    planChange: z.optional(
      viewOf(AskedPlanChange, { askedAt: true, application: true, reason: true, plan: true }),
    ),
    approvals: z.array(viewOf(Approval, { by: true, at: true, delegateOf: true })),
    /** Of one that is read, while it waits; the revision does not tell it. */
    approvalsMissing: z.optional(z.int()),
    history: z.array(EntryView),
    /** In the list of decisions alone. */
    decision: z.optional(EntryView),
    /** What the caller may do to it now; the revision does not tell it. Absent in the lists of consumers. */
    actions: z.optional(z.array(SubscriptionAction)),
  },
);

/**
 * What answers hold of a subscription: the actors of its history by their words, and in the entry that applies what the
 * application said. A subscription is applied for once, so that is kept once.
 */
export const shownSubscription = <S extends Subscription>(subscription: S) => ({
  ...subscription,
  approvals: subscription.approvals ?? [],
  history: subscription.history.map((entry) => shownEntry(subscription, entry)),
});

const shownEntry = ({ answers, termsVersion }: Subscription, entry: HistoryEntry) => ({
  ...namedEntry(entry),
  ...(entry.action === "apply" && answers ? { answers } : {}),
  ...(entry.action === "apply" && termsVersion !== undefined ? { termsVersion } : {}),
});

export const shownDecision = <S extends Subscription & { decision: HistoryEntry }>(decided: S) => ({
  ...shownSubscription(decided),
  decision: shownEntry(decided, decided.decision),
});
