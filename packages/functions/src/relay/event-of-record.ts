import { eventOf } from "@latchkey/aws/commit/outbox-item";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod/mini";

/** An event holds texts only, so its stream image needs no more of DynamoDB's types than these. */
const Image = z.object({ event: z.object({ M: z.record(z.string(), z.object({ S: z.string() })) }) });

/** The event of an inserted outbox item. @throws when the record is none. */
export const eventOfRecord = (record: DynamoDBRecord): DomainEvent => {
  const { event } = Image.parse(record.dynamodb?.NewImage);
  const fields = Object.entries(event.M).map(([name, { S }]) => [name, S]);
  return eventOf({ event: Object.fromEntries(fields) });
};
