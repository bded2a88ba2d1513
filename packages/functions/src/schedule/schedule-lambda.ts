import { dueTable } from "@latchkey/aws/stores/due-table";
import { once } from "@latchkey/core/once";
import { controlPlane, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { createSchedule } from "./create-schedule.ts";

const schedule = once(() => {
  const { stores, limits, now, commit } = controlPlane();
  return createSchedule({
    due: dueTable(table()),
    stores,
    timing: limits,
    now,
    commit: (at) => commit(at),
    log: createLog("schedule"),
  });
});

/** Invoked every minute; what it is invoked with does not matter. */
export const handler = (): Promise<{ done: number }> => schedule()();
