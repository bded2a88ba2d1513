import * as z from "zod/mini";
import { type CallRecord, isRefusal } from "./call-record.ts";

/** A refused call, as the consumer's team may read it. */
export const RefusalEntry = z.object({
  at: z.string(),
  requestId: z.string(),
  /** The slug that was called. */
  service: z.string(),
  reason: z.string(),
  credential: z.optional(z.string()),
});
export type RefusalEntry = z.infer<typeof RefusalEntry>;

const MOST = 100;
const KEPT_MS = 86_400_000;
/** A consumer that is refused in floods must not cost as much as it floods. */
const WRITTEN_EVERY_MS = 5000;

/** Whether a list has what its reader needs: it is full, and was written a moment ago. */
export const isFullAndFresh = (refusals: readonly RefusalEntry[], writtenAt: number, now: number): boolean =>
  refusals.length >= MOST && Math.abs(now - writtenAt) < WRITTEN_EVERY_MS;

/** The refused calls of each consumer in a batch. */
export const refusalsByConsumer = (calls: readonly CallRecord[]): Map<string, RefusalEntry[]> =>
  new Map(
    [...Map.groupBy(calls.filter(isRefusal), ({ consumer }) => consumer)].map(([consumer, refused]) => [
      consumer,
      refused.map(entryOf),
    ]),
  );

const entryOf = ({ at, requestId, slug, reason, credential }: CallRecord): RefusalEntry => ({
  at,
  requestId,
  service: slug,
  reason: reason ?? "forbidden",
  ...(credential === undefined ? {} : { credential }),
});

/** The last 100 of a day, newest first, each request once. */
export const lastRefusals = (
  known: readonly RefusalEntry[],
  more: readonly RefusalEntry[],
  now: number,
): RefusalEntry[] => {
  const each = new Map([...known, ...more].map((entry) => [entry.requestId, entry]));
  return [...each.values()]
    .filter(({ at }) => Date.parse(at) > now - KEPT_MS)
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .slice(0, MOST);
};

export interface RefusalStore {
  /** Newest first; those that are older than a day may be among them. */
  refusals(consumer: string): Promise<RefusalEntry[]>;
  /**
   * Updates the list with one write for any number of refusals, and with none while a full list is less than a few seconds
   * old.
   */
  note(consumer: string, refusals: readonly RefusalEntry[], now: number): Promise<void>;
}
