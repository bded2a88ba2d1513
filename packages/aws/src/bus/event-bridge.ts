import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { EventBus } from "@latchkey/core/event/event-bus";
import { requestTimeouts } from "../request-timeouts.ts";
import { answered } from "../unavailable.ts";

const SOURCE = "latchkey";

/** The most that one PutEvents takes. */
const BATCH = 10;

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL_EVENTBRIDGE`) come from the environment. */
export const createEventBridgeClient = (): EventBridgeClient =>
  new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: requestTimeouts(process.env["AWS_ENDPOINT_URL_EVENTBRIDGE"], 1000, 5000),
  });

/** What is asked of EventBridge's PutEvents, and what of its answer is read: an entry for each that was given, in their order. */
export type PutEvents = (input: {
  Entries: BusEntry[];
}) => Promise<{ Entries?: readonly { EventId?: string | undefined }[] | undefined }>;

export interface BusEntry {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Time: Date;
  Detail: string;
}

/** @throws Unavailable */
export const putEventsBy =
  (client: EventBridgeClient): PutEvents =>
  (input) =>
    answered("EventBridge", client.send(new PutEventsCommand(input)));

/** `busName` is the name or the ARN of a bus. An entry with an error code was not taken. */
export const eventBridgeBus = (putEvents: PutEvents, busName: string): EventBus => ({
  publish: async (events) => {
    const refused: string[] = [];
    for (let start = 0; start < events.length; start += BATCH) {
      const batch = events.slice(start, start + BATCH);
      const { Entries = [] } = await putEvents({ Entries: batch.map((event) => entryOf(event, busName)) });
      refused.push(...batch.flatMap(({ id }, index) => (Entries[index]?.EventId === undefined ? [id] : [])));
    }
    return refused;
  },
});

const entryOf = ({ type, ...detail }: DomainEvent, busName: string): BusEntry => ({
  EventBusName: busName,
  Source: SOURCE,
  DetailType: type,
  Time: new Date(detail.at),
  Detail: JSON.stringify(detail),
});
