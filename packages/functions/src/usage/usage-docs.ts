import { answerObject, inner, nounDocs, vocabulary } from "../http/documented.ts";
import { callSchemas } from "./call-docs.ts";
import {
  LimitsReport,
  LimitView,
  RefusalView,
  ServiceRefusalView,
  UsageInput,
  UsageReport,
  UsageView,
  type usageOperations,
} from "./usage-operations.ts";

const GROUP = "The id that the figures are of, where `groupBy` asks for it.";

export const usageDocs = nounDocs<typeof usageOperations>({
  tags: { usage: "Usage: what was called, refused and used, by hour or day." },
  schemas: [
    vocabulary("UsageGroup", inner(UsageInput.shape.groupBy), "What figures are grouped by."),
    vocabulary("UsageStep", inner(UsageInput.shape.step), "How long a row of figures is."),
    answerObject("Usage", UsageView, {
      description: "Figures of an hour or a day.",
      properties: {
        at: "When the hour or day begins, UTC.",
        id: GROUP,
        consumer: GROUP,
        service: GROUP,
        subscription: GROUP,
        credential: GROUP,
        operation:
          "What the figures are of, where `groupBy` asks for it: of a REST service the `operationId` or `METHOD template` of its OpenAPI document, else `other`; `none` for what has no operation.",
        model:
          "What the figures are of, where `groupBy` asks for it: the model that the calls name, or `none`.",
        calls: "All calls of an identified consumer, refused ones included.",
        refused: "Calls answered 403 or 429.",
        errors: "Calls that the upstream answered 5xx, or that we answered 502 or 504.",
        bytesIn: "Bytes of requests' bodies.",
        bytesOut: "Bytes of answers' bodies.",
        p50Ms: "Half of the calls took at most so many milliseconds.",
        p99Ms: "99 % of the calls took at most so many milliseconds.",
        tokensIn: "Tokens that models were given. Only of services of kind `ai`.",
        tokensOut: "Tokens that models answered. Only of services of kind `ai`.",
        cachedTokensIn: "Of `tokensIn`, those that were read from a cache.",
        costUsd: "The price of the calls in US dollars, by the prices of the service's models.",
        refusedByReason: "Refused calls by the problem code.",
      },
      example: {
        at: "2026-01-31T12:00:00.000Z",
        calls: 120,
        refused: 2,
        errors: 1,
        bytesIn: 48_000,
        bytesOut: 910_000,
        p50Ms: 38,
        p99Ms: 240,
        costUsd: 0,
        refusedByReason: { "rate-limited": 2 },
      },
    }),
    answerObject("UsageReport", UsageReport, {
      description: "Rows of figures, by time.",
      properties: { items: "The rows." },
    }),
    vocabulary(
      "LimitOf",
      LimitView.shape.of,
      "Whether a limit is the consumer's own or of a subscription's plan.",
    ),
    vocabulary("LimitUnit", LimitView.shape.unit, "What a limit counts."),
    answerObject("LimitUse", LimitView, {
      description: "How much of a limit is used.",
      properties: {
        limit: "The plugin's name, such as `quota`.",
        of: "`consumer`: over all that the consumer calls. `subscription`: by the plan, for one service.",
        subscription: "The subscription's id, where it is of one.",
        service: "The service's slug, where it is of a subscription.",
        unit: "What is counted: calls, tokens, or US dollars.",
        tools: "Of which tools of MCP services calls are counted. Absent: all calls.",
        most: "How much is allowed within the period.",
        used: "How much is used. What an instance has taken in advance counts as used; tokens may exceed the limit by the last calls.",
        held: "What calls that are under way may still use.",
        remaining: "How much is left.",
        resetsAt: "When all of it is left again, UTC. Absent for a rate of which nothing is used.",
      },
      example: {
        limit: "quota",
        of: "subscription",
        subscription: "sub_5hT2mQ9xKc4LwR7p",
        service: "forecast",
        unit: "calls",
        most: 200,
        used: 58,
        held: 0,
        remaining: 142,
        resetsAt: "2026-02-01T00:00:00.000Z",
      },
    }),
    answerObject("LimitsReport", LimitsReport, {
      description: "The limits of a consumer.",
      properties: { items: "One for each limit, the consumer's own first." },
    }),
    ...callSchemas,
    answerObject("RefusedCall", RefusalView, {
      description: "A call that was refused.",
      properties: {
        at: "When it was, UTC.",
        requestId: "The id that the caller was told.",
        service: "The slug that was called.",
        reason: "The exact reason, which the caller is not always told.",
        credential: "The id of the credential, where it was recognised.",
        advice: "What to do about it.",
      },
      example: {
        at: "2026-01-31T12:00:00.000Z",
        requestId: "6f1c2d7e-4a0b-4d0f-9a51-2f3c7b8e9d10",
        service: "forecast",
        reason: "rate-limited",
        advice: "Too many requests. Wait for as many seconds as `Retry-After` says.",
      },
    }),
    vocabulary(
      "ServiceRefusalReason",
      ServiceRefusalView.shape.reason,
      "Why a request was refused before its caller was known.",
    ),
    answerObject("RefusedRequest", ServiceRefusalView, {
      description: "A request to a service that was refused before it was known whose it was.",
      properties: {
        at: "When, UTC.",
        requestId: "The id that the answer had.",
        reason: "`blocked-by-firewall`: the stage's firewall blocked it.",
        rule: "The firewall's name of the rule.",
        method: "The method; `-` where it is not one.",
        path: "The path below the service, as it was sent, without the query; at most 200 characters.",
        advice: "What to do about it.",
      },
      example: {
        at: "2026-01-31T12:00:00.000Z",
        requestId: "Ed0AiHF_CGYF-DA=",
        reason: "blocked-by-firewall",
        rule: "GenericLFI_URIPATH",
        method: "GET",
        path: "/files/../notes",
        advice: "The firewall took the path for an attack. Send it in another form.",
      },
    }),
  ],
  operations: {
    readUsage: {
      tag: "usage",
      description:
        "Of all consumers and services of the caller's teams, unless the query narrows it. The last 24 hours, unless `from` and `to` say otherwise. Minutes may pass until a call is counted.",
      refuses: ["not-found"],
      query: {
        consumer: "Only calls of the consumer with this id.",
        service: "Only calls of this service: its id or slug.",
        subscription: "Only calls of the subscription with this id.",
        credential: "Only calls with the credential with this id.",
        operation: "Only calls of this operation, as `groupBy` names it.",
        model: "Only calls of this model, as `groupBy` names it.",
        groupBy: "A row for each of these, rather than one for all.",
        from: "The beginning. Absent: 24 hours before `to`.",
        to: "The end. Absent: now.",
        step: "The length of a row.",
      },
    },
    readLimits: {
      tag: "usage",
      description:
        "For the consumer's team; for a provider those of subscriptions to its own services. Days and months are in the time zone of the team that has set the limit.",
      refuses: [],
    },
    listServiceRefusals: {
      tag: "usage",
      description:
        "For members of the service's team. Empty on one machine and in stages without a firewall. What one address sends beyond its rate is in no list.",
      refuses: [],
    },
    listCalls: {
      tag: "usage",
      description:
        "For members of the consumer's team; a provider reads those to its own service, which `service` names. Of a busy consumer so many are kept every five seconds that the list is full.",
      refuses: [],
      query: { service: "Only calls of this service: its slug; for its provider the slug or the id." },
    },
    listRefusals: { tag: "usage", description: "For members of the consumer's team.", refuses: [] },
  },
});
