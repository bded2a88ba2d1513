import { pageItems } from "@latchkey/aws/dynamo/page-items";
import { IsoTime } from "@latchkey/core/text";
import { readLimits } from "@latchkey/core/usage/read-limits";
import { readRefusals } from "@latchkey/core/usage/read-refusals";
import { readUsage } from "@latchkey/core/usage/read-usage";
import { RefusalEntry } from "@latchkey/core/usage/refusal-entry";
import { MAX_DIMENSION } from "@latchkey/core/usage/usage-dimension";
import { USAGE_GROUPS } from "@latchkey/core/usage/usage-report";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";
import { list, operation, PageOnly, pageOf } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";

const Id = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));
const Dimension = z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_DIMENSION)));
const Amount = z.int();

export const UsageInput = z.strictObject({
  consumer: Id,
  service: Id,
  subscription: Id,
  credential: Id,
  operation: Dimension,
  model: Dimension,
  groupBy: z.optional(z.enum(USAGE_GROUPS)),
  from: z.optional(IsoTime),
  to: z.optional(IsoTime),
  step: z._default(z.enum(["hour", "day"]), "hour"),
});

export const UsageView = z.object({
  at: z.string(),
  id: Id,
  consumer: Id,
  service: Id,
  subscription: Id,
  credential: Id,
  operation: Dimension,
  model: Dimension,
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

export const LimitView = z.object({
  limit: z.string(),
  of: z.enum(["consumer", "subscription"]),
  subscription: Id,
  service: Id,
  unit: z.enum(["calls", "tokens"]),
  most: Amount,
  used: Amount,
  held: Amount,
  remaining: Amount,
  resetsAt: z.optional(z.string()),
});

export const LimitsReport = z.object({ items: z.array(LimitView) });

const listed = (items: unknown[]) => {
  const body = { items };
  return { status: 200, body, etag: "of-content" };
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
  listRefusals: operation({
    summary:
      "The last 100 refused calls of a consumer within a day, newest first, with the exact reason and what to do about it.",
    query: PageOnly,
    answer: PageAnswer(RefusalView),
    handle: async (work, { params, query }) => {
      const consumer = params["consumer"] ?? "";
      const items = await readRefusals(work, consumer);
      const refusals = {
        name: `refusals of ${consumer}`,
        items,
        placeOf: ({ at, requestId }: RefusalEntry) => `${at} ${requestId}`,
        isBehind: ({ at }: RefusalEntry, place: string) => at < place.slice(0, at.length),
      };
      return list(await pageItems(() => work.keys.ring("request"), refusals, pageOf(query)));
    },
  }),
};
