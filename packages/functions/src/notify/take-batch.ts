import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { takeEach } from "../bus/take-each.ts";
import type { Log } from "../composition/log.ts";
import type { Measure } from "../composition/metrics.ts";

/**
 * Takes the events that a queue kept, each on its own: what fails is named, and the queue brings it again. How many
 * failed is told, since neither Lambda nor the queue counts them: a message that has come three times is left out of the
 * age of the oldest (Amazon SQS Developer Guide, "Available CloudWatch metrics").
 *
 * @param take rejects what may succeed later.
 */
export const createTakeBatch =
  (
    take: (event: unknown) => Promise<void>,
    { log, measure, now }: { log: Log; measure: Measure; now(): number },
  ) =>
  async (batch: SQSEvent): Promise<SQSBatchResponse> => {
    const answer = await takeEach(batch, take, (messageId, error) =>
      log.error("event-not-told", { messageId, error }),
    );
    const { length } = answer.batchItemFailures;
    if (length > 0) measure(now(), [{ name: "MailsNotSent", unit: "Count", value: length }]);
    return answer;
  };

export const isQueueBatch = (input: unknown): input is SQSEvent =>
  typeof input === "object" && input !== null && "Records" in input && Array.isArray(input.Records);
