import { failedBatchBucket } from "@latchkey/aws/stores/failed-batch-bucket";
import type { Context } from "aws-lambda";
import { now } from "../composition/clock.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import { ingestOfStage } from "./ingest-of-stage.ts";
import { type Recounted, recount } from "./recount.ts";

const log = createLog("recount");

/** Invoked every hour, and by an operator who does not want to wait: counts what `ingest` has given up. */
export const handler = async (
  _event: unknown,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<Recounted> => {
  const done = await recount({
    failed: failedBatchBucket(settings().LATCHKEY_USAGE_FAILURES),
    ingest: ingestOfStage(),
    now,
    timeLeft: () => context.getRemainingTimeInMillis(),
    log,
    measure,
  });
  if (done.batches + done.left + done.tooOld > 0) log.info("recounted", { ...done });
  return done;
};
