import { setTimeout as sleep } from "node:timers/promises";
import { callTable } from "@latchkey/aws/stores/call-table";
import { refusalTable } from "@latchkey/aws/stores/refusal-table";
import { usageLog } from "@latchkey/aws/usage/usage-log";
import { once } from "@latchkey/core/once";
import { createKeepCalls } from "@latchkey/core/usage/keep-calls";
import { now } from "../composition/clock.ts";
import { table } from "../composition/dependencies.ts";
import { measure } from "../composition/metrics.ts";

import { createIngest } from "./create-ingest.ts";

const RETRY_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1000;

/** Counts into the table of the stage. */
export const ingestOfStage = once(() =>
  createIngest({
    usage: usageLog(table(), now),
    refusals: refusalTable(table()),
    keepCalls: createKeepCalls(callTable(table())),
    now,
    wait: (tries) => sleep(Math.min(tries * RETRY_WAIT_MS, LONGEST_WAIT_MS) * Math.random()),
    measure,
  }),
);
