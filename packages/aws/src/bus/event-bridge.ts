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

/** `busName` is the name or the ARN of a bus. */
export const eventBridgeBus = (client: EventBridgeClient, busName: string): EventBus => ({
  publish: async (events) => {
    const refused: string[] = [];
    for (let start = 0; start < events.length; start += BATCH)
      refused.push(...(await putEvents(client, busName, events.slice(start, start + BATCH))));
    return refused;
  },
});

/** The answer has an entry for each event, in the same order; one with an error code was not taken. */
const putEvents = async (client: EventBridgeClient, busName: string, events: readonly DomainEvent[]) => {
  const command = new PutEventsCommand({ Entries: events.map((event) => entryOf(event, busName)) });
  const { Entries = [] } = await answered("EventBridge", client.send(command));
  return events.flatMap(({ id }, index) => (Entries[index]?.EventId === undefined ? [id] : []));
};

const entryOf = ({ type, ...detail }: DomainEvent, busName: string) => ({
  EventBusName: busName,
  Source: SOURCE,
  DetailType: type,
  Time: new Date(detail.at),
  Detail: JSON.stringify(detail),
});
