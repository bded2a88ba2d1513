import { pageItems } from "@latchkey/aws/dynamo/page-items";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { IsoTime } from "@latchkey/core/text";
import { BLOCKED, BlockedCall } from "@latchkey/core/usage/blocked-call";
import { CallEntry } from "@latchkey/core/usage/call-entry";
import type { Dated } from "@latchkey/core/usage/last-of-day";
import { readBlockedCalls } from "@latchkey/core/usage/read-blocked-calls";
import { readCalls } from "@latchkey/core/usage/read-calls";
import { readLimits } from "@latchkey/core/usage/read-limits";
import { readRefusals } from "@latchkey/core/usage/read-refusals";
import { readUsage } from "@latchkey/core/usage/read-usage";
import { RefusalEntry } from "@latchkey/core/usage/refusal-entry";
import { MAX_DIMENSION } from "@latchkey/core/usage/usage-dimension";
import { USAGE_GROUPS } from "@latchkey/core/usage/usage-report";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";
import { list, operation, PageOnly, PageQuery, pageOf } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";

const Id = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));
const Dimension = z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_DIMENSION)));
const Amount = z.int();

/** What figures can be asked for and grouped by. */
const Whose = {
  consumer: Id,
  service: Id,
  subscription: Id,
  credential: Id,
  operation: Dimension,
  model: Dimension,
};

export const UsageInput = z.strictObject({
  ...Whose,
  groupBy: z.optional(z.enum(USAGE_GROUPS)),
  from: z.optional(IsoTime),
  to: z.optional(IsoTime),
  step: z._default(z.enum(["hour", "day"]), "hour"),
});

export const UsageView = z.object({
  at: z.string(),
  id: Id,
  ...Whose,
  calls: Amount,
  refused: Amount,
  errors: Amount,
  bytesIn: Amount,
  bytesOut: Amount,
  p50Ms: Amount,
  p99Ms: Amount,
  tokensIn: z.optional(Amount),
  tokensOut: z.optional(Amount),
  cachedTokensIn: z.optional(Amount),
  costUsd: z.number(),
  refusedByReason: z.optional(z.record(z.string(), Amount)),
});

export const UsageReport = z.object({ items: z.array(UsageView) });

export const RefusalView = z.object({
  ...viewOf(RefusalEntry, { at: true, requestId: true, service: true, reason: true, credential: true }).shape,
  advice: z.string(),
});

export const ServiceRefusalView = z.object({
  ...viewOf(BlockedCall, { at: true, requestId: true, rule: true, method: true, path: true }).shape,
  reason: z.enum([BLOCKED]),
  advice: z.string(),
});

/** Of dollars with six decimals at most; else whole. */
const Measure = z.number().check(z.minimum(0));

export const CallView = z.object({
  ...viewOf(CallEntry, {
    at: true,
    requestId: true,
    service: true,
    method: true,
    path: true,
    status: true,
    reason: true,
    answered: false,
    durationMs: true,
    credential: true,
    subscription: true,
  }).shape,
  limit: z.optional(z.string()),
  advice: z.optional(z.string()),
});

export const CallsQuery = z.strictObject({
  ...PageQuery,
  service: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
});

export const LimitView = z.object({
  limit: z.string(),
  of: z.enum(["consumer", "subscription"]),
  subscription: Id,
  service: Id,
  unit: z.enum(["calls", "tokens", "usd"]),
  tools: z.optional(z.array(z.string())),
  most: Measure,
  used: Measure,
  held: Measure,
  remaining: Measure,
  resetsAt: z.optional(z.string()),
});

export const LimitsReport = z.object({ items: z.array(LimitView) });

const listed = (items: unknown[]) => {
  const body = { items };
  return { status: 200, body, etag: "of-content" };
};

/** One page of a list of the last calls. */
const paged = async <Entry extends Dated>(
  work: PlatformWork,
  name: string,
  items: readonly Entry[],
  query: z.infer<typeof PageOnly>,
) => {
  const calls = {
    name,
    items,
    placeOf: ({ at, requestId }: Dated) => `${at} ${requestId}`,
    isBehind: ({ at }: Dated, place: string) => at < place.slice(0, at.length),
  };
  return list(await pageItems(() => work.keys.ring("request"), calls, pageOf(query)));
};

export const usageOperations = {
  readUsage: operation({
    summary:
      "Calls, refusals, errors, bytes, tokens, costs and durations by hour or day, of what the caller may see.",
    query: UsageInput,
    answer: UsageReport,
    handle: async (work, { query }) => listed(await readUsage(work, query)),
  }),
  readLimits: operation({
    summary: "How much of each limit of a consumer is used now, and when it is left again.",
    answer: LimitsReport,
    handle: async (work, { params }) => listed(await readLimits(work, params["consumer"] ?? "")),
  }),
  listCalls: operation({
    summary:
      "The last 100 calls of a consumer within a day, newest first, with what to do about those that went wrong.",
    query: CallsQuery,
    answer: PageAnswer(CallView),
    handle: async (work, { params, query }) => {
      const consumer = params["consumer"] ?? "";
      const items = await readCalls(work, consumer, query.service);
      return paged(work, `calls of ${consumer} to ${query.service ?? ""}`, items, query);
    },
  }),
  listRefusals: operation({
    summary:
      "The last 100 refused calls of a consumer within a day, newest first, with the exact reason and what to do about it.",
    query: PageOnly,
    answer: PageAnswer(RefusalView),
    handle: async (work, { params, query }) => {
      const consumer = params["consumer"] ?? "";
      return paged(work, `refusals of ${consumer}`, await readRefusals(work, consumer), query);
    },
  }),
  listServiceRefusals: operation({
    summary:
      "The last 100 requests to a service within a day that the stage's firewall blocked, newest first, with the rule and what to do about it.",
    query: PageOnly,
    answer: PageAnswer(ServiceRefusalView),
    handle: async (work, { params, query }) => {
      const service = params["service"] ?? "";
      return paged(work, `refusals of the service ${service}`, await readBlockedCalls(work, service), query);
    },
  }),
};
