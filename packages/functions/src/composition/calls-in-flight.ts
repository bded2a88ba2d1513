import { inFlightTable } from "@latchkey/aws/stores/in-flight-table";
import { type CallsInFlight, createCallsInFlight } from "@latchkey/core/in-flight/calls-in-flight";
import { once } from "@latchkey/core/once";
import { callTable } from "./call-dependencies.ts";
import { now } from "./clock.ts";
import { createLog } from "./log.ts";

const log = /* @__PURE__ */ once(() => createLog("in-flight"));

/** The calls that this instance has in flight, and what it knows of the others'. */
export const callsInFlight = /* @__PURE__ */ once(
  (): CallsInFlight =>
    createCallsInFlight({
      store: inFlightTable(callTable()),
      now,
      report: (error) => log().warn("calls in flight not told", { error }),
      every: (milliseconds, run) => {
        const timer = setInterval(run, milliseconds).unref();
        return () => clearInterval(timer);
      },
    }),
);
