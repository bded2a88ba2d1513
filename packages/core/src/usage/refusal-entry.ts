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

export interface RefusalStore {
  /** Newest first; those that are older than a day may be among them. */
  refusals(consumer: string): Promise<RefusalEntry[]>;
  /**
   * Updates the list with one write for any number of refusals, and with none while a full list is less than a few seconds
   * old.
   */
  note(consumer: string, refusals: readonly RefusalEntry[], now: number): Promise<void>;
}
