import { setTimeout as sleep } from "node:timers/promises";
import { failedBatchBucket } from "@latchkey/aws/stores/failed-batch-bucket";
import { refusalTable } from "@latchkey/aws/stores/refusal-table";
import { usageTable } from "@latchkey/aws/stores/usage-table";
import { once } from "@latchkey/core/once";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { now } from "../composition/clock.ts";
import { table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import { createIngest } from "./create-ingest.ts";
import { recount } from "./recount.ts";

const RETRY_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1000;

const ingest = once(() =>
  createIngest({
    usage: usageTable(table(), now),
    refusals: refusalTable(table()),
    now,
    wait: (tries) => sleep(Math.min(tries * RETRY_WAIT_MS, LONGEST_WAIT_MS) * Math.random()),
    measure,
  }),
);

const Again = z.strictObject({ again: z.literal(true) });

/**
 * Invoked by the subscriptions of the gateway's and the authorizer's logs. Invoked with `{"again": true}` by an operator: counts what
 * failed to the end.
 */
export const handler = async (
  event: unknown,
  context?: Pick<Context, "getRemainingTimeInMillis">,
): Promise<{ counted: number }> => {
  if (!Again.safeParse(event).success) return ingest()(event);
  return recount({
    failed: failedBatchBucket(settings().LATCHKEY_USAGE_FAILURES),
    ingest: ingest(),
    now,
    timeLeft: () => context?.getRemainingTimeInMillis() ?? 0,
    log: createLog("ingest"),
  });
};
