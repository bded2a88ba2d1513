import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

/**
 * Takes the messages of a batch, each by itself; those that `take` rejects are delivered again.
 * @param take of a message's body, parsed
 */
export const takeEach = async (
  { Records }: SQSEvent,
  take: (message: unknown) => Promise<void>,
  failed: (messageId: string, error: unknown) => void,
): Promise<SQSBatchResponse> => {
  const again = await Promise.all(
    Records.map(async ({ messageId, body }) => {
      try {
        await take(JSON.parse(body));
        return [];
      } catch (error) {
        failed(messageId, error);
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: again.flat() };
};
