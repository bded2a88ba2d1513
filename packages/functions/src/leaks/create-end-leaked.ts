import { endLeaked, type LeakWork } from "@latchkey/core/leak/end-leaked";
import { LeakReport } from "@latchkey/core/leak/leak-report";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";
import { takeEach } from "../bus/take-each.ts";
import type { Log } from "../composition/log.ts";

/** As EventBridge hands it over. */
const ReportedEvent = z.object({ detail: LeakReport });

/**
 * Deals with reports as they wait, each on its own: what fails is named, and the queue brings it again.
 *
 * @throws on one machine, where the bus itself brings a report again.
 */
export const createEndLeaked = (work: LeakWork, log: Log) => {
  const take = async (input: unknown): Promise<void> => {
    const parsed = ReportedEvent.safeParse(input);
    if (!parsed.success) return log.warn("report-not-understood", {});
    const found = await endLeaked(work, parsed.data.detail);
    if (found > 0) log.info("leaks-found", { found });
  };
  const takeBatch = (batch: SQSEvent): Promise<SQSBatchResponse> =>
    takeEach(batch, take, (messageId, error) => log.error("report-not-dealt-with", { messageId, error }));
  return { take, takeBatch };
};
