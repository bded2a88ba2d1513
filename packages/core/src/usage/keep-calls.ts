import { keepLatest } from "../cache/keep-latest.ts";
import { inTurns } from "../in-turns.ts";
import { type CallStore, callGroups } from "./call-entry.ts";
import type { CallRecord } from "./call-record.ts";
import { MOST } from "./last-of-day.ts";

/** In this time an instance keeps a hundred calls of a consumer to a service, and the batch that they end in. */
const SPAN_MS = 5000;
const MOST_REMEMBERED = 10_000;
const AT_ONCE = 10;

export type KeepCalls = (calls: readonly CallRecord[], now: number) => Promise<void>;

/**
 * Keeps the calls of a batch for those who look at them later. Every call of a quiet consumer is kept; of a busy one so many in
 * five seconds that a list of a hundred is full, so that a flood costs no more than that.
 *
 * @throws when the store fails: the batch comes again, and what was kept is kept once.
 */
export const createKeepCalls = (store: Pick<CallStore, "keep">): KeepCalls => {
  const spans = new Map<string, { since: number; kept: number }>();
  const spanOf = (key: string, now: number) => {
    const known = spans.get(key);
    if (known && Math.abs(now - known.since) < SPAN_MS) return known;
    const span = { since: now, kept: 0 };
    keepLatest(spans, MOST_REMEMBERED, key, span);
    return span;
  };
  return async (calls, now) => {
    await inTurns(AT_ONCE, callGroups(calls), async (group) => {
      const span = spanOf(`${group.consumer}\n${group.serviceId}`, now);
      if (span.kept >= MOST) return;
      await store.keep(group, now);
      span.kept += group.calls.length;
    });
  };
};
