import { NewService, ServicePatch } from "@latchkey/core/service/service-input";
import { answerObject, inner, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { announcementDocs, announcementSchemas } from "./announcement-docs.ts";
import { applicationSchemas } from "./application-docs.ts";
import { chatSchemas } from "./chat-docs.ts";
import { deprecationSchemas } from "./deprecation-docs.ts";
import { modelSchemas } from "./models-docs.ts";
import { publicationSchemas } from "./publication-docs.ts";
import { sampleSchemas } from "./sample-docs.ts";
import {
  EXAMPLE_PLAN,
  EXAMPLE_SERVICE,
  PLAN_TEXTS,
  RULE_TEXTS,
  SCOPE_TEXTS,
  SERVICE_TEXTS,
} from "./service-texts.ts";
import { ServiceView } from "./service-view.ts";
import { ServiceSort, type servicesOperations } from "./services-operations.ts";
import { toolsSchemas } from "./tools-docs.ts";
import { upstreamSchemas } from "./upstream-docs.ts";

const IMMUTABLE = "Refused as `immutable-field` when it differs.";
const CORS = {
  description: "Cross-origin calls.",
  properties: { origins: "Origins such as `https://app.example.com`, or `*`." },
};
const SCOPE = { description: "A part of a service.", properties: SCOPE_TEXTS };
const RULE = {
  description: "A rule that decides applications which fit all that it names.",
  properties: RULE_TEXTS,
};
const PLAN = {
  description: "The limits and the term of a subscription.",
  properties: PLAN_TEXTS,
  example: EXAMPLE_PLAN,
};

export const servicesDocs = nounDocs<typeof servicesOperations>({
  tags: {
    services: "Services are upstreams that consumers call through the gateway, as their providers see them.",
  },
  schemas: [
    vocabulary("ServiceSort", inner(ServiceSort), "The order of a list of services. `-` begins at its end."),
    vocabulary("ServiceKind", ServiceView.shape.kind, "What sort of API the upstream is."),
    vocabulary("ServiceStatus", ServiceView.shape.status, "How far a service is known."),
    vocabulary("Visibility", ServiceView.shape.visibility, "Who finds a service in the catalogue."),
    vocabulary("ApprovalMode", ServiceView.shape.approval, "Who decides on applications."),
    vocabulary(
      "CountersFail",
      ServiceView.shape.whenCountersFail,
      "What happens while counters cannot be reached.",
    ),
    vocabulary("UsageEventMode", ServiceView.shape.usageEvent, "Whether a streamed call asks for its usage."),
    vocabulary(
      "RuleDecision",
      inner(ServiceView.shape.approvalRules).shape.decision,
      "What a rule or an admin decides.",
    ),
    answerObject("Service", ServiceView, {
      description: "A service as its own team sees it.",
      properties: {
        ...RESOURCE,
        ...SERVICE_TEXTS,
        upstream: "Where calls go.",
        approversPending:
          "Approvers who have not accepted yet, and are asked for nothing. Absent where all have.",
        formerPlans: "Plans that are no longer offered. They hold for the subscriptions that name them.",
        publication: "Whether admins agree that other teams see it. Absent where no admin was asked.",
      },
      example: {
        ...exampleResource("svc"),
        ...EXAMPLE_SERVICE,
        upstream: { url: "https://api.example.com/v2", timeoutSeconds: 29, headerNames: ["Authorization"] },
        approvalRules: [{ emailDomains: ["example.com"], decision: "approve" }],
        whenCountersFail: "closed",
        assertion: false,
        usageEvent: "ask",
        approvalsNeeded: 1,
        visibility: "public",
        approval: "manual",
        approvers: ["pat@example.com"],
        plans: [EXAMPLE_PLAN],
        tags: ["weather"],
        status: "published",
      },
    }),
    ...modelSchemas,
    ...upstreamSchemas,
    ...sampleSchemas,
    ...applicationSchemas,
    ...deprecationSchemas,
    ...publicationSchemas,
    answerObject("Cors", inner(ServiceView.shape.cors), CORS),
    answerObject("Scope", inner(inner(ServiceView.shape.scopes)), SCOPE),
    answerObject("ApprovalRule", inner(ServiceView.shape.approvalRules), RULE),
    answerObject("Plan", inner(ServiceView.shape.plans), PLAN),
    requestObject("NewService", NewService, {
      description: "A service to be made.",
      properties: { ...SERVICE_TEXTS, upstream: "Where calls go." },
      example: {
        ...EXAMPLE_SERVICE,
        upstream: { url: "https://api.example.com/v2" },
        plans: [EXAMPLE_PLAN],
        status: "published",
      },
    }),
    requestObject("ServicePatch", ServicePatch, {
      description: "What changes of a service. What is absent stays; `null` removes an optional field.",
      properties: {
        ...SERVICE_TEXTS,
        upstream: "Where calls go. When the origin changes, `headers` have to be given again.",
        slug: IMMUTABLE,
        team: IMMUTABLE,
        kind: IMMUTABLE,
      },
      example: { summary: "Ten days ahead", tags: ["weather", "forecast"] },
    }),
    requestObject("CorsInput", inner(NewService.shape.cors), CORS),
    requestObject("ScopeInput", inner(inner(NewService.shape.scopes)), {
      ...SCOPE,
      example: { name: "read", methods: ["GET"], paths: ["/forecasts/*"] },
    }),
    requestObject("ApprovalRuleInput", inner(NewService.shape.approvalRules), {
      ...RULE,
      example: { teams: ["apps"], decision: "approve" },
    }),
    requestObject("PlanInput", inner(NewService.shape.plans), PLAN),
    ...toolsSchemas,
    ...announcementSchemas,
    ...chatSchemas,
  ],
  operations: {
    createService: {
      tag: "services",
      description:
        "For owners of the team. A team has at most 100 services, unless the stage says otherwise.",
      refuses: ["not-found", "name-taken", "limit-reached", "rate-limited"],
    },
    listServices: {
      tag: "services",
      description: "In the order of their making, unless `sort` says another.",
      refuses: ["not-found"],
      query: {
        q: "Words that slug, name, summary or tags contain, in capitals or not.",
        sort: "The order, `-` from its end. Of one team: the caller's only one, or `team`; for admins of all teams `created` too.",
      },
    },
    readService: {
      tag: "services",
      description: "For members of its team. Others read the catalogue.",
      refuses: [],
    },
    changeService: {
      tag: "services",
      description:
        "For owners of its team. A plan that is left out holds on for the subscriptions that name it.",
      refuses: ["immutable-field", "limit-reached", "rate-limited"],
    },
    listServiceTools: {
      tag: "services",
      description:
        "For everybody who sees the service: its team, and whoever finds it in the catalogue. The server is asked with the provider's own headers, and its answer is kept for an hour. Of a service of another kind there are none.",
      refuses: [],
    },
    decidePublication: {
      tag: "services",
      description: "For platform admins, at any time, also otherwise than before.",
      refuses: ["invalid-transition"],
      changesExisting: true,
    },
    ...announcementDocs,
    deleteService: {
      tag: "services",
      description: "For owners of its team.",
      refuses: ["not-empty"],
    },
  },
});
