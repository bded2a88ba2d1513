import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { LeakQueue } from "@latchkey/core/leak/leak-report";
import { Unavailable } from "@latchkey/core/outage";
import { answered } from "../unavailable.ts";

/** The most that one PutEvents takes. */
const BATCH = 10;

/** The bus keeps what it has taken until its rule's target has it. */
export const leakBus = (
  client: EventBridgeClient,
  busName: string,
  { source, type }: { source: string; type: string },
): LeakQueue => ({
  put: async (reports) => {
    for (let start = 0; start < reports.length; start += BATCH) {
      const Entries = reports.slice(start, start + BATCH).map((report) => ({
        EventBusName: busName,
        Source: source,
        DetailType: type,
        Detail: JSON.stringify(report),
      }));
      const answer = await answered("EventBridge", client.send(new PutEventsCommand({ Entries })));
      if ((answer.FailedEntryCount ?? Entries.length) > 0)
        throw new Unavailable("EventBridge did not take all parts of a report.");
    }
  },
});
