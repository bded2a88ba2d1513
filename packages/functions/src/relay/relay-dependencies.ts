import {
  createEventBridgeClient,
  eventBridgeBus,
  type PutEvents,
  putEventsBy,
} from "@latchkey/aws/bus/event-bridge";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import type { SweepDependencies } from "./create-sweep.ts";

let createPutEvents = (): PutEvents => putEventsBy(createEventBridgeClient());

/** For the local program only, before the relay is used. */
export const setPutEvents = (create: () => PutEvents): void => {
  createPutEvents = create;
};

export const relayDependencies = once((): SweepDependencies => {
  const outbox = outboxTable(table());
  return {
    bus: eventBridgeBus(createPutEvents(), settings().LATCHKEY_BUS),
    outbox,
    remove: (eventId) => outbox.remove(eventId),
    now,
    measure,
    log: createLog("relay"),
  };
});
