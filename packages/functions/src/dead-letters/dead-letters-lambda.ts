import { once } from "@latchkey/core/once";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { createLog } from "../composition/log.ts";
import { busLetterOf } from "./bus-letter-of.ts";
import { deadLetters, keepBusLetter } from "./keep-bus-letter.ts";

const log = once(() => createLog("dead-letters"));

/** Invoked with the queue of dead letters, with `ReportBatchItemFailures`: brings them where admins see them. */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of Records) {
    try {
      await keepBusLetter(deadLetters(), busLetterOf(record));
    } catch (error) {
      log().error("dead-letter-not-kept", { messageId: record.messageId, error });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
