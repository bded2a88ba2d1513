import type { DomainEvent } from "@latchkey/core/event/event";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { eventOfRecord } from "./event-of-record.ts";
import { type RelayDependencies, relayEvents } from "./relay-events.ts";

/**
 * Takes a batch of the table's stream. Lambda goes on from the lowest record that is named as failed, so what
 * follows that one is sent again: at least once, in no order. A record that cannot be read fails for as often as
 * Lambda tries it, and ends where the mapping sends failures.
 */
export const createRelay =
  (dependencies: RelayDependencies) =>
  async (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const read = batch.Records.map((record) => ({ record, event: readEvent(record, dependencies.log) }));
    const events = read.flatMap(({ event }) => event ?? []);
    const unsent = await relayEvents(dependencies, events);
    const failed = read.filter(({ event }) => event === undefined || unsent.has(event.id));
    return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: sequenceNumber(record) })) };
  };

/** An identifier that names no record fails the whole batch, which is right for a record without one. */
const sequenceNumber = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? "";

const readEvent = (record: DynamoDBRecord, log: Log): DomainEvent | undefined => {
  try {
    return eventOfRecord(record);
  } catch (error) {
    log.error("outbox-item-unreadable", { sequenceNumber: sequenceNumber(record), error });
    return undefined;
  }
};
