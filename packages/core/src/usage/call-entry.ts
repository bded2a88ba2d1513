import * as z from "zod/mini";
import type { CallRecord } from "./call-record.ts";
import { newestFirst } from "./last-of-day.ts";

/** A call, as the consumer's team may read it, and in part the service's. */
export const CallEntry = z.object({
  at: z.string(),
  requestId: z.string(),
  /** The slug that was called. */
  service: z.string(),
  method: z.optional(z.string()),
  /** The path's template, or its beginning: see `path-template`. */
  path: z.optional(z.string()),
  status: z.int(),
  /** Why it was refused, or what went wrong. */
  reason: z.optional(z.string()),
  /** Whether the upstream gave the status. */
  answered: z.optional(z.literal(true)),
  durationMs: z.optional(z.int()),
  credential: z.optional(z.string()),
  subscription: z.optional(z.string()),
});
export type CallEntry = z.infer<typeof CallEntry>;

/** Under which a consumer's calls are kept that no subscription of its own covers: their provider may not read them. */
export const NO_SERVICE = "-";

/** Calls of one consumer to one service that came together. */
export interface CallGroup {
  consumer: string;
  /** The service's id, or `NO_SERVICE`. */
  serviceId: string;
  /** The newest first, 100 at most. */
  calls: CallEntry[];
}

export const callGroups = (calls: readonly CallRecord[]): CallGroup[] =>
  [...Map.groupBy(calls, (call) => `${call.consumer}\n${serviceOf(call)}`).values()].flatMap((of) => {
    const [first] = of;
    return first
      ? [{ consumer: first.consumer, serviceId: serviceOf(first), calls: newestFirst(of.map(entryOf)) }]
      : [];
  });

const serviceOf = ({ subscription, serviceId }: CallRecord): string =>
  subscription === undefined ? NO_SERVICE : (serviceId ?? NO_SERVICE);

const entryOf = (call: CallRecord): CallEntry => {
  const { at, requestId, slug, method, path, status, reason, upstreamStatus, durationMs } = call;
  const { credential, subscription } = call;
  return {
    at,
    requestId,
    service: slug,
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(upstreamStatus === undefined || upstreamStatus !== status ? {} : { answered: true as const }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(credential === undefined ? {} : { credential }),
    ...(subscription === undefined ? {} : { subscription }),
  };
};

/** Reads what is kept: the last 100 of a day. */
export interface CallReads {
  /** @param serviceId of one service; absent: of all, `NO_SERVICE` included */
  lastCalls(consumer: string, serviceId: string | undefined, now: number): Promise<CallEntry[]>;
}

export interface CallStore extends CallReads {
  /** Keeps a group with one write. The same group again changes nothing. */
  keep(group: CallGroup, now: number): Promise<void>;
}
