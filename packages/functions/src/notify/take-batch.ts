import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Log } from "../composition/log.ts";

/**
 * Takes the events that a queue kept, each on its own: what fails is named, and the queue brings it again.
 *
 * @param take rejects what may succeed later.
 */
export const createTakeBatch =
  (take: (event: unknown) => Promise<void>, log: Log) =>
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
    return { batchItemFailures: failed.flat() };
  };

export const isQueueBatch = (input: unknown): input is SQSEvent =>
  typeof input === "object" && input !== null && "Records" in input && Array.isArray(input.Records);
