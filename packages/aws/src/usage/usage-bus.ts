import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { Unavailable } from "@latchkey/core/outage";
import type { UsageEvent } from "@latchkey/core/usage/usage-event";
import type { UsageSink } from "@latchkey/core/usage/usage-sink";
import { answered } from "../unavailable.ts";

/** Not that of what has happened: what listens to changes hears nothing of usage. */
const SOURCE = "latchkey.usage";
/** The most that one PutEvents takes. */
const BATCH = 10;

/** Each event onto the bus, at least once: EventBridge may repeat one, with the same id. */
export const usageBus = (client: EventBridgeClient, busName: string): UsageSink => ({
  write: async (_unit, events) => {
    for (let start = 0; start < events.length; start += BATCH) {
      const Entries = events.slice(start, start + BATCH).map((event) => entryOf(event, busName));
      const answer = await answered("EventBridge", client.send(new PutEventsCommand({ Entries })));
      if ((answer.FailedEntryCount ?? Entries.length) > 0)
        throw new Unavailable("EventBridge did not take all events of a unit.");
    }
  },
});

const entryOf = (event: UsageEvent, busName: string) => ({
  EventBusName: busName,
  Source: SOURCE,
  DetailType: event.type,
  Time: new Date(event.time),
  Detail: JSON.stringify(event),
});
