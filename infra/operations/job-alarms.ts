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

export const addJobAlarms = (add: AddAlarm, metrics: Metrics) => {
  const stopped = (name: string, of: WatchedFunction, meaning: string) =>
    add(name, {
      meaning,
      metric: goodRuns(metrics, of, QUARTER),
      threshold: 1,
      below: true,
      silence: "bad",
    });
  stopped(
    "schedule-stopped",
    "schedule",
    "For 15 minutes nothing that is due was done without a fault: reminders, lapses, ends and their announcements.",
  );
  stopped(
    "digests-stopped",
    "digest",
    "For 15 minutes no run went well that mails what has waited for a digest.",
  );
  stopped("retries-stopped", "redeliver", "For 15 minutes no run went well that tries webhooks again.");
  stopped("sweep-stopped", "sweep", "For 15 minutes no run went well that sends what the relay has left.");
  stopped("roll-up-stopped", "roll-up", "Usage is not added up.");
  add("verifying-stopped", {
    meaning: "For three hours no run went well that verifies the teams' audits, each once a day.",
    metric: goodRuns(metrics, "verify-chains", Duration.hours(1)),
    threshold: 1,
    below: true,
    periods: [3, 3],
    silence: "bad",
  });
  add("recounting-stopped", {
    meaning: "For three hours no run went well that counts what was given up when calls were counted.",
    metric: goodRuns(metrics, "recount", Duration.hours(1)),
    threshold: 1,
    below: true,
    periods: [3, 3],
    silence: "bad",
  });
  add("usage-left-uncounted", {
    meaning:
      "Batches of calls have waited for three hours to be counted, or are too old for it: usage lacks them.",
    metric: metrics.own("UsageBatchesLeft", { statistic: "Maximum", period: Duration.hours(1) }),
    threshold: 1,
    periods: [3, 3],
    silence: "well",
  });
  stopped(
    "anchors-stopped",
    "anchor-heads",
    "For 15 minutes the heads of the audit could not be kept outside the table.",
  );
};

export const addRotationAlarms = (add: AddAlarm, metrics: Metrics) => {
  add("rotation-stopped", {
    meaning: "For a day no run went well that replaces keys when they are old enough.",
    metric: goodRuns(metrics, "rotate-keys", Duration.days(1)),
    threshold: 1,
    below: true,
    silence: "bad",
  });
  add("rotation-unfinished", {
    meaning: "The rotation of a key ring should have been over a week ago and is not.",
    metric: metrics.own("KeyRotationsLate", { statistic: "Maximum", period: Duration.days(1) }),
    threshold: 1,
    silence: "well",
  });
};
