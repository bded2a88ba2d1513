import { Duration } from "aws-cdk-lib";
import type { AddAlarm } from "./alarm.ts";
import type { Metrics } from "./metrics.ts";

export const addAuditAlarms = (add: AddAlarm, metrics: Metrics) => {
  // Its records are retried without end, and the stream keeps them for a day only.
  add("audit-behind", {
    meaning: "The audit is ten minutes behind. What it has not read within 24 hours it never reads.",
    metric: metrics.ofFunction("append-audit", "IteratorAge", {
      statistic: "Maximum",
      period: Duration.minutes(1),
    }),
    threshold: Duration.minutes(10).toMilliseconds(),
    periods: [3, 5],
    silence: "well",
  });
  add("audit-broken", {
    meaning: "A team's audit was verified, as it is once a day, and is not as it was written.",
    metric: metrics.own("AuditBroken", { statistic: "Sum" }),
    threshold: 1,
    silence: "well",
  });
};
