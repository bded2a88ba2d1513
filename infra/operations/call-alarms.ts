import type { AddAlarm } from "./alarm.ts";
import { type Metrics, math } from "./metrics.ts";

const SUM = { statistic: "Sum" };

/**
 * Functions with a reservation of concurrency. Events that exceed it wait at `deliver` and `ingest` by design; calls that the
 * authorizer or the gateway has no place for ring an alarm of their own.
 */
const BOUNDED = ["authorizer", "deliver", "gateway", "ingest"] as const;

/**
 * Per cent of the calls of five minutes, with at least five errors: a single error at night raises no alarm. For the gateway
 * this excludes the answers of upstreams, which it only passes on, and its refusals on their behalf: otherwise a team could
 * raise the operators' alarm.
 */
export const ownErrors = (metrics: Metrics, plane: "Control" | "Gateway") => {
  // Ids, which are the metrics' names in expressions, are shared by all of a graph.
  const id = (of: "Errors" | "Calls" | "PassedOn" | "Refused") => `${plane.toLowerCase()}${of}`;
  const [errors, calls, passedOn, refused] = [id("Errors"), id("Calls"), id("PassedOn"), id("Refused")];
  const ofApi = {
    [errors]: metrics.ofApi(plane, "5XXError", SUM),
    [calls]: metrics.ofApi(plane, "Count", SUM),
  };
  const passed = {
    [passedOn]: metrics.own("UpstreamErrors", SUM),
    [refused]: metrics.own("RefusedForService", SUM),
  };
  const own = plane === "Control" ? errors : `(${errors} - FILL(${passedOn}, 0) - FILL(${refused}, 0))`;
  return math(
    `IF(${own} >= 5, 100 * ${own} / ${calls}, 0)`,
    plane === "Control" ? ofApi : { ...ofApi, ...passed },
    { label: `${plane}: % of calls` },
  );
};

export const addCallAlarms = (add: AddAlarm, metrics: Metrics) => {
  // Not Lambda's `Errors`: the authorizer answers a wrong credential by throwing, as API Gateway wants it, and each is one.
  add("authorizer-errors", {
    meaning:
      "The authorizer fails or takes too long, so calls are answered 503 before anything has looked at them.",
    metric: metrics.own("AuthorizerFailures", SUM),
    threshold: 5,
    silence: "well",
  });
  add("authorizer-slow", {
    meaning: "One call in a hundred waits a second and more for the authorizer.",
    metric: metrics.ofFunction("authorizer", "Duration", { statistic: "p99" }),
    threshold: 1000,
    periods: [3, 3],
    silence: "well",
  });
  add("calls-throttled", {
    meaning: "Lambda has no room for the authorizer or the gateway, so calls are answered 503.",
    metric: math("SUM(METRICS())", {
      authorizer: metrics.ofFunction("authorizer", "Throttles", SUM),
      gateway: metrics.ofFunction("gateway", "Throttles", SUM),
    }),
    threshold: 1,
    periods: [2, 3],
    silence: "well",
  });
  // All functions, since an alarm may read ten metrics at most; less those that have a bound of their own.
  add("functions-throttled", {
    meaning: "Lambda has no room for functions of this account: of Latchkey, or of something else beside it.",
    metric: math(`FILL(all, 0)${BOUNDED.map((name) => ` - FILL(${name}, 0)`).join("")}`, {
      all: metrics.ofAllFunctions("Throttles", SUM),
      ...Object.fromEntries(BOUNDED.map((name) => [name, metrics.ofFunction(name, "Throttles", SUM)])),
    }),
    threshold: 1,
    periods: [3, 3],
    silence: "well",
  });
  add("management-5xx", {
    meaning: "More than 1 % of the calls of the management API fail by our own fault.",
    metric: ownErrors(metrics, "Control"),
    threshold: 1,
    periods: [2, 3],
    silence: "well",
  });
  add("calls-5xx", {
    meaning:
      "More than 1 % of the calls through the gateway fail by our own fault; what upstreams answer is not counted.",
    metric: ownErrors(metrics, "Gateway"),
    threshold: 1,
    periods: [2, 3],
    silence: "well",
  });
  add("limits-not-counted", {
    meaning:
      "Limits and quotas cannot be counted: calls go through unlimited or are refused, as their services want it then.",
    metric: math("SUM(METRICS())", {
      open: metrics.own("CountersFailedOpen", SUM),
      closed: metrics.own("CountersFailedClosed", SUM),
    }),
    threshold: 5,
    periods: [2, 3],
    silence: "well",
  });
  add("keys-unreadable", {
    meaning:
      "A key ring cannot be read from Secrets Manager. What still runs keeps its old one for an hour; then calls fail.",
    metric: metrics.own("KeyRingsUnread", SUM),
    threshold: 1,
    periods: [2, 3],
    silence: "well",
  });
};
