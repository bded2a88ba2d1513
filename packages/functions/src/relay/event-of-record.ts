import { eventOf } from "@latchkey/aws/commit/outbox-item";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod/mini";

/** An event holds texts and numbers, so its stream image needs no more of DynamoDB's types than these. */
const Attribute = z.union([z.object({ S: z.string() }), z.object({ N: z.string() })]);

const Image = z.object({ event: z.object({ M: z.record(z.string(), Attribute) }) });

/** The event of an inserted outbox item. @throws when the record is none. */
export const eventOfRecord = (record: DynamoDBRecord): DomainEvent => {
  const { event } = Image.parse(record.dynamodb?.NewImage);
  const fields = Object.entries(event.M).map(([name, value]) => [
    name,
    "N" in value ? Number(value.N) : value.S,
  ]);
  return eventOf({ event: Object.fromEntries(fields) });
};
