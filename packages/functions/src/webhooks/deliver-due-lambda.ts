import { once } from "@latchkey/core/once";
import { createDeliverDue } from "./create-deliver-due.ts";
import { deliverDependencies } from "./deliver-dependencies.ts";

const deliver = once(() => createDeliverDue(deliverDependencies()));

/** Invoked on a schedule, every minute; what it is invoked with does not matter. */
export const handler = (): Promise<{ attempted: number }> => deliver()();
