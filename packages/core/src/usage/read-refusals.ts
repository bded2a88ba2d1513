import { readConsumer } from "../consumer/read-consumer.ts";
import { lastOfDay } from "./last-of-day.ts";
import { refusalAdvice } from "./refusal-advice.ts";
import type { RefusalEntry } from "./refusal-entry.ts";
import type { UsageReads } from "./usage-reads.ts";

/** The last refused calls of a consumer, for its own team, each with what to do about it. */
export const readRefusals = async (
  work: UsageReads,
  consumerId: string,
): Promise<(RefusalEntry & { advice: string })[]> => {
  await readConsumer(work, consumerId);
  const refusals = await work.stores.refusals(consumerId);
  return lastOfDay(refusals, [], work.now).map((entry) => ({
    ...entry,
    advice: refusalAdvice(entry.reason),
  }));
};
