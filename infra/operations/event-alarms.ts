import { Duration } from "aws-cdk-lib";
import type { AddAlarm } from "./alarm.ts";
import { type Metrics, math } from "./metrics.ts";

const MINUTE = Duration.minutes(1);
const TEN_MINUTES = Duration.minutes(10);
const SUM = { statistic: "Sum" };

/** From what was written to what reacts to it. */
export const addEventAlarms = (add: AddAlarm, metrics: Metrics) => {
  add("relay-behind", {
    meaning:
      "What has happened reaches the bus more than five minutes late: mails, webhooks and clean-up with it.",
    metric: metrics.ofFunction("relay", "IteratorAge", { statistic: "Maximum", period: MINUTE }),
    threshold: Duration.minutes(5).toMilliseconds(),
    periods: [3, 5],
    silence: "well",
  });
  add("relay-not-sending", {
    meaning:
      "For half an hour the sweep has found what the relay should have sent: the relay does not do its work.",
    metric: metrics.own("OutboxLate", { ...SUM, period: TEN_MINUTES }),
    threshold: 1,
    periods: [3, 3],
    silence: "well",
  });
  // The sweep tells it every five minutes, also when it is 0.
  add("outbox-waiting", {
    meaning:
      "Something has waited in the outbox for ten minutes, or the sweep does not look: neither it nor the relay sends it.",
    metric: metrics.own("OutboxOldestSeconds", { statistic: "Maximum", period: TEN_MINUTES }),
    threshold: 600,
    silence: "bad",
  });
  // The queue is read within seconds, so that a letter comes is told by what was read, not by what lies there (what another queue gave up is never "sent").
  add("dead-letter-came", {
    meaning: "Something that happened was not reacted to: no mail, no clean-up or no webhook.",
    metric: metrics.ofQueue("DeadLetters", "NumberOfMessagesReceived", { ...SUM, period: MINUTE }),
    threshold: 1,
    silence: "well",
  });
  add("dead-letters-not-kept", {
    meaning:
      "Dead letters lie in their queue and cannot be brought where admins see them. They are gone after 14 days.",
    metric: metrics.ofQueue("DeadLetters", "ApproximateNumberOfMessagesVisible", {
      statistic: "Maximum",
      period: MINUTE,
    }),
    threshold: 1,
    periods: [10, 10],
    silence: "well",
  });
  add("given-up-and-lost", {
    meaning: "What a function gave up could not be left with the dead letters or in a bucket of failures.",
    metric: math("SUM(METRICS())", {
      cleanup: metrics.ofFunction("cleanup", "DestinationDeliveryFailures", SUM),
      deliver: metrics.ofFunction("deliver", "DestinationDeliveryFailures", SUM),
      ingest: metrics.ofFunction("ingest", "DestinationDeliveryFailures", SUM),
      shorten: metrics.ofFunction("shorten-credentials", "DestinationDeliveryFailures", SUM),
      suppression: metrics.ofFunction("suppression", "DestinationDeliveryFailures", SUM),
      relay: metrics.ofFunction("relay", "DestinationDeliveryFailures", SUM),
    }),
    threshold: 1,
    silence: "well",
  });
  add("leaks-waiting", {
    meaning: "A report of leaked keys has waited for ten minutes: keys that are known to others still open.",
    metric: metrics.ofQueue("LeakQueue", "ApproximateAgeOfOldestMessage", { statistic: "Maximum" }),
    threshold: 600,
    silence: "well",
  });
  add("webhooks-given-up", {
    meaning:
      "Twenty and more webhook messages were given up within an hour: many receivers are away, or we cannot call out.",
    metric: metrics.own("WebhooksGivenUp", { ...SUM, period: Duration.hours(1) }),
    threshold: 20,
    silence: "well",
  });
  add("usage-not-counted", {
    meaning:
      "Calls are not counted: what cannot be counted after three tries waits in a bucket and is counted every hour.",
    metric: metrics.ofFunction("ingest", "Errors", SUM),
    threshold: 1,
    periods: [3, 3],
    silence: "well",
  });
};
