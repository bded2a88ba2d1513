import { HistoryAction } from "@latchkey/core/subscription/history-action";
import { ApplicantRole, SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import {
  NewSubscriber,
  NewSubscription,
  SubscriptionAction,
} from "@latchkey/core/subscription/subscription-input";
import { answerObject, inner, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { EXAMPLE_SUBSCRIPTION } from "./example-subscription.ts";
import { grantSchemas } from "./grant-docs.ts";
import { SubscriptionView } from "./subscription-view.ts";
import { ApplicationStatus, type subscriptionsOperations } from "./subscriptions-operations.ts";

const SCOPES = "Scopes of the service. Absent: all that the service has.";
const ANSWERS = "By name, the answers to the questions that the service asked. Only of an application.";
const AGREED = "The version of the terms that the applicant agreed to.";
const ASKED = {
  askedAt: "When it was asked for, UTC.",
  application: "The number of the application; an approval link names the one that it decides.",
  reason: "The words of the applicant.",
} as const;
const FILTER = { status: "Only those in this status." };
const LISTED = "In the order of their making, ended ones included.";

export const subscriptionsDocs = nounDocs<typeof subscriptionsOperations>({
  tags: {
    subscriptions:
      "Subscriptions are a consumer's access to a service: applied for, decided, renewed, ended.",
  },
  schemas: [
    vocabulary(
      "ApplicationStatus",
      inner(ApplicationStatus),
      "Whether what waits for a decision is listed, or what was decided.",
    ),
    vocabulary(
      "SubscriptionStatus",
      SubscriptionStatus,
      "`pending`, `active` and `suspended` ones are living: a consumer has at most one to a service. The others have ended.",
    ),
    vocabulary("SubscriptionAction", SubscriptionAction, "What is done with a subscription."),
    vocabulary("HistoryAction", HistoryAction, "What an entry of a subscription's history tells."),
    vocabulary("ApplicantRole", ApplicantRole, "What an applicant was to the consumer's team."),
    answerObject("Subscription", SubscriptionView, {
      description: "A consumer's access to a service, with its history. Both sides read the same.",
      properties: {
        ...RESOURCE,
        consumerId: "The consumer's id.",
        consumerName: "The consumer's name.",
        consumerTeam: "The slug of the consumer's team.",
        serviceId: "The service's id.",
        service: "The service's slug.",
        serviceTeam: "The slug of the service's team.",
        status: "Where it stands. Calls go through while it is `active`.",
        plan: "The plan's name. Absent where the service has no plans.",
        scopes: SCOPES,
        reason: "The words of the application.",
        answers: ANSWERS,
        questions: "The questions that were answered, as they were asked then, in their order.",
        termsVersion: AGREED,
        applicant: "Who applied.",
        application: "How many decisions have been asked for: the application, renewals, changes of plan.",
        appliedAt: "When it was applied for, UTC.",
        expiresAt: "When it ends unless it is renewed, UTC. Absent: without end.",
        termDays: "How long the current term is, in days.",
        renewal: "A renewal that waits for a decision.",
        planChange: "A change of plan that waits for a decision.",
        approvals: "Who has approved what is asked for, or what was asked for last.",
        approvalsMissing:
          "How many approvals are still missing, while a decision is asked for. Absent in lists. The ETag does not cover it.",
        history: "Its transitions, oldest first.",
        decision: "The decision that this item is listed for. Only in the list of decisions.",
        actions:
          "What the caller may do to it now: the actions that would be carried out. In the list of a service only the provider's; absent in other lists. The ETag does not cover it.",
      },
      example: EXAMPLE_SUBSCRIPTION,
    }),
    answerObject("HistoryEntry", inner(SubscriptionView.shape.history), {
      description: "One transition of a subscription.",
      properties: {
        at: "When it was, UTC.",
        actor: "Who did it: an address, a consumer's id, `rule:N`, `service` or `system`.",
        delegateOf: "The approver in whose place the actor, a delegate, has decided.",
        action: "What was done.",
        from: "The status before. Absent for the application.",
        to: "The status after.",
        reason: "The words given with it.",
        changed:
          "What an approval grants otherwise than it was asked. One that others have to follow (`add-approval`) only proposes it.",
        application: "The number of the application that this entry asks or decides.",
        role: "What the actor was to the consumer's team when asking.",
        answers: ANSWERS,
        termsVersion: AGREED,
      },
    }),
    ...grantSchemas,
    answerObject("Applicant", SubscriptionView.shape.applicant, {
      description: "Who applied for a subscription.",
      properties: {
        id: "The person's id at the identity provider, or a consumer's id.",
        email: "Where the outcome is mailed to. Absent when a program applied.",
        role: "What the applicant was to the consumer's team.",
      },
    }),
    answerObject("AskedRenewal", inner(SubscriptionView.shape.renewal), {
      description: "A renewal that waits for a decision.",
      properties: ASKED,
    }),
    answerObject("AskedPlanChange", inner(SubscriptionView.shape.planChange), {
      description: "A change of plan that waits for a decision.",
      properties: { ...ASKED, plan: "The plan that was asked for." },
    }),
    requestObject("NewSubscription", NewSubscription, {
      description: "An application for a service.",
      properties: {
        service: "The service's slug or id.",
        plan: "The plan's name. Needed where the service has several; its only plan is the default.",
        reason: "Words for those who decide.",
        scopes: SCOPES,
        answers:
          "By name, what the service asks in its `application`: a number where it asks for one, else a text. At most 8,000 characters in all.",
        termsVersion: "The version of the service's terms that the applicant agrees to.",
      },
      example: { service: "forecast", plan: "basic", reason: "For my app." },
    }),
    requestObject("NewSubscriber", NewSubscriber, {
      description: "A subscription that the provider gives.",
      properties: {
        consumer: "The consumer's id, as its team tells it.",
        plan: "The plan's name. Needed where the service has several; its only plan is the default.",
        scopes: SCOPES,
      },
      example: { consumer: exampleResource("con").id, plan: "basic" },
    }),
  ],
  operations: {
    applyForService: {
      tag: "subscriptions",
      description:
        "For members of the consumer's team. `active` at once where the service approves automatically or a rule approves; `rejected` where a rule rejects; else `pending`, and approvers are mailed.",
      refuses: ["subscription-exists", "service-retired", "rate-limited"],
    },
    listSubscriptionsOfConsumer: {
      tag: "subscriptions",
      description: `For members of the consumer's team. ${LISTED}`,
      refuses: [],
      query: FILTER,
    },
    addSubscriber: {
      tag: "subscriptions",
      description: "For owners of the service's team. The owners of the consumer's team are told.",
      refuses: ["subscription-exists", "service-retired"],
    },
    listSubscriptionsOfService: {
      tag: "subscriptions",
      description: `For members of the service's team. ${LISTED}`,
      refuses: [],
      query: FILTER,
    },
    listSubscriptions: {
      tag: "subscriptions",
      description:
        "The latest subscription of each consumer of the caller's teams to each service, team by team: by the names of consumers, and of one `status` the one that ends first at the front. With `service` which of the caller's consumers have it already; of a service that does not exist, or that the caller does not know of, nothing is listed. A page may hold fewer subscriptions than its limit, or none, and have a cursor.",
      refuses: ["not-found"],
      query: {
        service: "The service's slug or id: only what lives. Not together with `status` or `q`.",
        team: "Only of this team's consumers. Absent: of all teams of the caller.",
        status: "Only those in this status.",
        q: "What the name of a consumer or the slug of a service begins with, in capitals or not.",
      },
    },
    listApplications: {
      tag: "subscriptions",
      description:
        "Applications, renewals and changes of plan for services of the teams that the caller owns; for an admin those for the platform's own services besides. With `decided` one item for each decision, the latest of each team first, with the subscription as it is now.",
      refuses: ["not-found"],
      query: {
        team: "Only of this team's services. Absent: of all teams that the caller owns.",
        status: "`pending`, which is the default, or `decided`.",
      },
    },
    readSubscription: { tag: "subscriptions", description: "For members of either team.", refuses: [] },
    actOnSubscription: {
      tag: "subscriptions",
      description:
        "`approve`, `reject`, `suspend`, `resume` and `revoke` are for owners of the service's team; `withdraw`, `cancel`, `renew` and `change-plan` for members of the consumer's. A renewal and a change of plan are decided like an application, by `approve` and `reject`. Where a service has `approvalsNeeded`, that many different people approve, one rejection rejects, and programs other than `root` approve nothing. What the status does not allow, repeating included, is `invalid-transition` with `state`.",
      refuses: ["invalid-transition", "service-retired", "rate-limited"],
      changesExisting: true,
    },
  },
});
