import { createEventBridgeClient } from "@latchkey/aws/bus/event-bridge";
import { exportTable } from "@latchkey/aws/usage/export-table";
import { rollUpTable } from "@latchkey/aws/usage/roll-up-table";
import { usageBucket } from "@latchkey/aws/usage/usage-bucket";
import { usageBus } from "@latchkey/aws/usage/usage-bus";
import { usageFiles } from "@latchkey/aws/usage/usage-file";
import { once } from "@latchkey/core/once";
import { Raced } from "@latchkey/core/outage";
import { exportLate, exportUsage } from "@latchkey/core/usage/export-usage";
import { rollUp } from "@latchkey/core/usage/roll-up";
import type { UsageSink } from "@latchkey/core/usage/usage-sink";
import type { Context } from "aws-lambda";
import { now } from "../composition/clock.ts";
import { table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { settings } from "../composition/settings.ts";

const FILE = "file:";
/** What one window or one part of an hour may take. Milliseconds. */
const MIN_TIME = 20_000;

const sinks = once((): UsageSink[] => {
  const { LATCHKEY_USAGE_EXPORT: where, LATCHKEY_USAGE_ON_BUS: isOnBus, LATCHKEY_BUS: bus } = settings();
  return [
    ...(where === ""
      ? []
      : [where.startsWith(FILE) ? usageFiles(where.slice(FILE.length)) : usageBucket(where)]),
    ...(isOnBus === "true" && bus ? [usageBus(createEventBridgeClient(), bus)] : []),
  ];
});

/**
 * Invoked on a schedule, every five minutes: rolls up what was counted, and exports the hours that are whole. What there is no time for
 * is done by the next run.
 */
export const handler = async (
  _event?: unknown,
  context?: Pick<Context, "getRemainingTimeInMillis">,
): Promise<void> => {
  const hasTime = () => (context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY) > MIN_TIME;
  const store = { ...rollUpTable(table(), now), ...exportTable(table()) };
  const out = { sinks: sinks(), source: settings().LATCHKEY_CONTROL_URL ?? "" };
  try {
    const state = await rollUp({ store, now, hasTime, onLate: (unit, rows) => exportLate(out, unit, rows) });
    await exportUsage({ ...out, store, hasTime }, state);
  } catch (error) {
    // Another run does the same.
    if (!(error instanceof Raced)) throw error;
    createLog("roll-up").warn("usage-rolled-up-elsewhere", {});
  }
};
