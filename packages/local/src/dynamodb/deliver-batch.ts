import type { DynamoDBRecord } from "aws-lambda";
import { z } from "zod";

export type BatchDelivery = {
  /** The function: what it answers is read as Lambda's `ReportBatchItemFailures` does. */
  invoke(records: readonly DynamoDBRecord[]): Promise<unknown>;
  /** Everything up to and with this record is done with: handled, or handed to `onFailure`. */
  onProgress(last: DynamoDBRecord): Promise<void>;
  /** Gets what still fails after the last attempt; the delivery then goes on behind it. */
  onFailure(failed: FailedBatch): Promise<void>;
  /** Retries of one batch that makes no progress; smaller batches that it is split into start at 0. */
  maximumRetryAttempts: number;
  bisectBatchOnFunctionError: boolean;
  /** Waits before the given retry (from 1); rejects when the delivery is to end. */
  backOff(retry: number): Promise<void>;
};

export type FailedBatch = { records: readonly DynamoDBRecord[]; attempts: number; error: unknown };

const BatchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish()
  .catch(null);

/**
 * Hands one batch of a shard, in order, to a stream function as Lambda's event source mapping does (AWS Lambda Developer
 * Guide, "Configuring partial batch response with DynamoDB and Lambda"): after a partial failure it goes on from the lowest
 * sequence number that failed; after an error it halves the batch until the record that causes it is alone, and gives that
 * one up after the last retry. Rejects only when `backOff`, `onProgress` or `onFailure` do.
 */
export const deliverBatch = async (
  batch: readonly DynamoDBRecord[],
  delivery: BatchDelivery,
): Promise<void> => {
  const waiting = [batch];
  let retries = 0;
  for (let records = waiting.shift(); records !== undefined; records = waiting.shift()) {
    const outcome = await attempt(records, delivery);
    const failedFrom = outcome.failed ? outcome.from : records.length;
    const lastDone = records[failedFrom - 1];
    if (lastDone !== undefined) {
      await delivery.onProgress(lastDone);
      retries = 0;
    }
    if (!outcome.failed) continue;

    const rest = records.slice(failedFrom);
    if (lastDone === undefined && retries >= delivery.maximumRetryAttempts) {
      await delivery.onFailure({ records: rest, attempts: retries + 1, error: outcome.error });
      await progressTo(rest, delivery);
      retries = 0;
      continue;
    }
    const halves = delivery.bisectBatchOnFunctionError
      ? split(rest, outcome.reported ? 1 : undefined)
      : [rest];
    retries = halves.length > 1 ? 0 : retries + 1;
    waiting.unshift(...halves);
    await delivery.backOff(Math.max(retries, 1));
  }
};

type Outcome = { failed: false } | { failed: true; from: number; reported: boolean; error: unknown };

const attempt = async (records: readonly DynamoDBRecord[], delivery: BatchDelivery): Promise<Outcome> => {
  try {
    const failures = BatchResponse.parse(await delivery.invoke(records))?.batchItemFailures ?? [];
    if (failures.length === 0) return { failed: false };
    const names = new Set(failures.map((failure) => failure.itemIdentifier));
    const first = records.findIndex((record) => names.has(record.dynamodb?.SequenceNumber ?? ""));
    const error = new Error(`The function reported ${names.size} failed of ${records.length} records.`);
    // An identifier that is in no record fails the whole batch.
    return first === -1
      ? { failed: true, from: 0, reported: false, error }
      : { failed: true, from: first, reported: true, error };
  } catch (error) {
    return { failed: true, from: 0, reported: false, error };
  }
};

/** A reported failure is known to be the first record; an error may come from any, so the batch is halved. */
const split = (
  records: readonly DynamoDBRecord[],
  at = Math.ceil(records.length / 2),
): (readonly DynamoDBRecord[])[] =>
  [records.slice(0, at), records.slice(at)].filter((part) => part.length > 0);

const progressTo = async (records: readonly DynamoDBRecord[], delivery: BatchDelivery): Promise<void> => {
  const last = records.at(-1);
  if (last !== undefined) await delivery.onProgress(last);
};
