import { DAY } from "@latchkey/core/due/timing";
import { type RotationRun, rotateWhenDue } from "@latchkey/core/root/rotate-when-due";
import type { Context } from "aws-lambda";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import { keyRingWork } from "./key-ring-work.ts";

const log = createLog("rotate-keys");

/**
 * Invoked on a schedule, every six hours: takes the steps of rotations whose time has come. It may rotate and no more; what ends
 * something that is in use is asked of `root`, by people.
 *
 * @throws AggregateError when a ring could not be looked at, after all others were.
 */
export const handler = async (
  _event: unknown,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<Omit<RotationRun, "failures">> => {
  const days = settings().LATCHKEY_KEY_ROTATION_DAYS;
  if (days === 0) return { taken: [], left: [], late: [] };
  const work = keyRingWork(() => context.getRemainingTimeInMillis());
  const { failures, ...run } = await rotateWhenDue(work, days * DAY);
  for (const taken of run.taken) log.info("key-step-taken", taken);
  for (const left of run.left) log.info("key-step-left", left);
  measure(work.now, [{ name: "KeyRotationsLate", unit: "Count", value: run.late.length }], {
    rings: run.late.join(","),
  });
  if (failures.length > 0) throw new AggregateError(failures, "Some key rings could not be looked at.");
  return run;
};
