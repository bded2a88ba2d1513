import { once } from "@latchkey/core/once";
import { createSweep } from "./create-sweep.ts";
import { relayDependencies } from "./relay-dependencies.ts";

const sweep = once(() => createSweep(relayDependencies()));

/** Invoked on a schedule, every five minutes; what it is invoked with does not matter. */
export const handler = (): Promise<{ sent: number }> => sweep()();
