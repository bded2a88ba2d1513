import { once } from "@latchkey/core/once";
import { controlPlane } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { createCleanup } from "./create-cleanup.ts";

const cleanup = once(() => createCleanup({ ...controlPlane(), log: createLog("cleanup") }));

/** Invoked with the events of the bus that `CLEANUP_RULE` lets through. */
export const handler = (event: unknown): Promise<void> => cleanup()(event);
