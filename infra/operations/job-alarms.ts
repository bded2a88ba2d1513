import { Duration } from "aws-cdk-lib";
import type { AddAlarm } from "./alarm.ts";
import { type Metrics, math } from "./metrics.ts";
import type { WatchedFunction } from "./watched.ts";

/** Runs that went well. When nothing ran there is no figure at all, which is as bad. */
const goodRuns = (metrics: Metrics, of: WatchedFunction, period: Duration) =>
  math(
    "FILL(runs, 0) - FILL(failed, 0)",
    {
      runs: metrics.ofFunction(of, "Invocations", { statistic: "Sum", period }),
      failed: metrics.ofFunction(of, "Errors", { statistic: "Sum", period }),
    },
    { period },
  );

const QUARTER = Duration.minutes(15);

interface Stopped {
  of: WatchedFunction;
  meaning: string;
  /** Within which there has to be a good run, and how often in a row there was none; a quarter of an hour, once. */
  period?: Duration;
  times?: number;
}

/** Rings where a function that runs by the clock does not, or fails each time. */
const stoppedIn =
  (add: AddAlarm, metrics: Metrics) =>
  (name: string, { of, meaning, period = QUARTER, times = 1 }: Stopped) =>
    add(name, {
      meaning,
      metric: goodRuns(metrics, of, period),
      threshold: 1,
      below: true,
      periods: [times, times],
      silence: "bad",
    });

export const addJobAlarms = (add: AddAlarm, metrics: Metrics) => {
  const stopped = stoppedIn(add, metrics);
  const forThreeHours = { period: Duration.hours(1), times: 3 };
  stopped("schedule-stopped", {
    of: "schedule",
    meaning: "For 15 minutes nothing that is due was done without a fault: reminders, lapses, ends.",
  });
  stopped("digests-stopped", {
    of: "digest",
    meaning: "For 15 minutes no run went well that mails what has waited for a digest.",
  });
  stopped("retries-stopped", {
    of: "redeliver",
    meaning: "For 15 minutes no run went well that tries webhooks again.",
  });
  stopped("sweep-stopped", {
    of: "sweep",
    meaning: "For 15 minutes no run went well that sends what the relay has left.",
  });
  stopped("roll-up-stopped", { of: "roll-up", meaning: "Usage is not added up." });
  stopped("verifying-stopped", {
    of: "verify-chains",
    meaning: "For three hours no run went well that verifies the teams' audits, each once a day.",
    ...forThreeHours,
  });
  stopped("recounting-stopped", {
    of: "recount",
    meaning: "For three hours no run went well that counts what was given up.",
    ...forThreeHours,
  });
  stopped("anchors-stopped", {
    of: "anchor-heads",
    meaning: "For 15 minutes the heads of the audit could not be kept outside the table.",
  });
  add("usage-left-uncounted", {
    meaning: "Calls have waited for three hours to be counted, or are too old for it: usage lacks them.",
    metric: metrics.own("UsageBatchesLeft", { statistic: "Maximum", period: Duration.hours(1) }),
    threshold: 1,
    periods: [3, 3],
    silence: "well",
  });
};

export const addRotationAlarms = (add: AddAlarm, metrics: Metrics) => {
  stoppedIn(add, metrics)("rotation-stopped", {
    of: "rotate-keys",
    meaning: "For a day no run went well that replaces keys when they are old enough.",
    period: Duration.days(1),
  });
  add("rotation-unfinished", {
    meaning: "The rotation of a key ring should have been over a week ago and is not.",
    metric: metrics.own("KeyRotationsLate", { statistic: "Maximum", period: Duration.days(1) }),
    threshold: 1,
    silence: "well",
  });
};
