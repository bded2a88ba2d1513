import { inFlightTable } from "@latchkey/aws/stores/in-flight-table";
import { type CallsInFlight, createCallsInFlight } from "@latchkey/core/in-flight/calls-in-flight";
import { now } from "./clock.ts";
import { table } from "./dependencies.ts";
import { createLog } from "./log.ts";
import { once } from "./once.ts";

const log = /* @__PURE__ */ once(() => createLog("in-flight"));

/** The calls that this instance has in flight, and what it knows of the others'. */
export const callsInFlight = /* @__PURE__ */ once(
  (): CallsInFlight =>
    createCallsInFlight({
      store: inFlightTable(table()),
      now,
      report: (error) => log().warn("calls in flight not told", { error }),
      every: (milliseconds, run) => {
        const timer = setInterval(run, milliseconds).unref();
        return () => clearInterval(timer);
      },
    }),
);
