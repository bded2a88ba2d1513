import { limitTable } from "@latchkey/aws/stores/limit-table";
import { teamRecord } from "@latchkey/aws/stores/team-table";
import type { CallLimits } from "@latchkey/core/limit/admission";
import { createCallLimits } from "@latchkey/core/limit/call-limits";
import { teamZones } from "@latchkey/core/limit/team-zones";
import { once } from "@latchkey/core/once";
import { callTable, counterTable } from "./call-dependencies.ts";
import { now } from "./clock.ts";
import { createLog } from "./log.ts";
import { random } from "./random.ts";

const log = /* @__PURE__ */ once(() => createLog("limits"));

/** The limits of calls, as this instance counts them: the leases that it holds live here. */
export const callLimits = /* @__PURE__ */ once((): CallLimits => {
  const team = teamRecord(callTable());
  return createCallLimits({
    store: limitTable(counterTable(), random),
    zones: teamZones(async (slug) => (await team(slug))?.timeZone),
    now,
    random: Math.random,
    report: (error) => log().error("quota not announced", { error }),
  });
});
