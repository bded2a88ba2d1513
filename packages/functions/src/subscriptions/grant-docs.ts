import { SubscriptionActionInput } from "@latchkey/core/subscription/subscription-input";
import { answerObject, inner, requestObject, type SchemaDocs } from "../http/documented.ts";
import { SubscriptionView } from "./subscription-view.ts";

const CHANGE = {
  description: "What was asked, and what is granted.",
  properties: { from: "What would have been without the change.", to: "What is." },
} as const;
const CHANGED = inner(inner(SubscriptionView.shape.history).shape.changed);

/** What is done, what was answered, who has approved, and what was granted otherwise than it was asked. */
export const grantSchemas: readonly SchemaDocs[] = [
  answerObject("Approval", inner(SubscriptionView.shape.approvals), {
    description: "An approval by one of those who have to approve.",
    properties: {
      by: "An address, or the id of the consumer `root`.",
      at: "When, UTC.",
      delegateOf: "The approver in whose place a delegate approved: both are one of several together.",
    },
  }),
  answerObject("ChangedGrant", CHANGED, {
    description: "What an approval grants otherwise than it was asked.",
    properties: {
      plan: "The plan that was asked for, and the one that is granted.",
      scopes: "The scopes that were asked for (absent: all), and those that are granted.",
      expiresAt: "The end that it would have had (absent: none), and the one that is granted.",
    },
  }),
  answerObject("ChangedPlan", inner(CHANGED.shape.plan), CHANGE),
  answerObject("ChangedScopes", inner(CHANGED.shape.scopes), CHANGE),
  answerObject("ChangedEnd", inner(CHANGED.shape.expiresAt), CHANGE),
  answerObject("AskedQuestion", inner(SubscriptionView.shape.questions), {
    description: "A question to an applicant, as it was asked.",
    properties: { name: "Its name in `answers`.", label: "The words of the question." },
  }),
  requestObject("SubscriptionActionInput", SubscriptionActionInput, {
    description:
      "Words; for a change of plan the plan; and what an approval grants otherwise than it was asked.",
    properties: {
      reason: "Words for the other side; they stand in the history and in the mail.",
      plan: "With `change-plan` the plan to change to, with `approve` the plan that is granted in place of the one asked for.",
      scopes:
        "Only with `approve`: fewer than were asked for, or than the service's where none were. Absent: those.",
      expiresAt:
        "Only with `approve`: when it ends, in place of the end of the plan's term. At most 3660 days ahead; of a renewal after the present end.",
    },
    example: { reason: "Welcome" },
  }),
];
