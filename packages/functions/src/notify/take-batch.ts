import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
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
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await take(JSON.parse(body));
          return [];
        } catch (error) {
          log.error("event-not-told", { messageId, error });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    const batchItemFailures = failed.flat();
    if (batchItemFailures.length > 0)
      measure(now(), [{ name: "MailsNotSent", unit: "Count", value: batchItemFailures.length }]);
    return { batchItemFailures };
  };

export const isQueueBatch = (input: unknown): input is SQSEvent =>
  typeof input === "object" && input !== null && "Records" in input && Array.isArray(input.Records);
