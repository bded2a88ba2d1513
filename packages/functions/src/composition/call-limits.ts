import { createDynamoClient } from "@latchkey/aws/dynamo/dynamo-client";
import { limitTable } from "@latchkey/aws/stores/limit-table";
import { teamTable } from "@latchkey/aws/stores/team-table";
import { type CallLimits, createCallLimits } from "@latchkey/core/limit/call-limits";
import { teamZones } from "@latchkey/core/limit/team-zones";
import { now } from "./clock.ts";
import { keyRings, random, table } from "./dependencies.ts";
import { createLog } from "./log.ts";
import { once } from "./once.ts";
import { settings } from "./settings.ts";

const log = /* @__PURE__ */ once(() => createLog("limits"));

/** The limits of calls, as this instance counts them: the leases that it holds live here. */
export const callLimits = /* @__PURE__ */ once((): CallLimits => {
  const teams = teamTable({ ...table(), cursorRing: () => keyRings().ring("request") });
  // A counter's write must not be repeated by the SDK: it is not the same twice.
  const client = createDynamoClient({ maxAttempts: 1 });
  return createCallLimits({
    store: limitTable({ client, tableName: settings().LATCHKEY_TABLE }, random),
    zones: teamZones(async (slug) => (await teams.team(slug))?.timeZone),
    now,
    random: Math.random,
    report: (error) => log().error("quota not announced", { error }),
  });
});
