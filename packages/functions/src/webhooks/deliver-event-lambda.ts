import { once } from "@latchkey/core/once";
import { createDeliverEvent } from "./create-deliver-event.ts";
import { deliverDependencies } from "./deliver-dependencies.ts";

const deliver = once(() => createDeliverEvent(deliverDependencies()));

/** Invoked with the events of the bus that `DELIVER_RULE` lets through. */
export const handler = (event: unknown): Promise<void> => deliver()(event);
