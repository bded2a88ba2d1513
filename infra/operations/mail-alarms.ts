import { Duration } from "aws-cdk-lib";
import type { AddAlarm } from "./alarm.ts";
import { type Metrics, math } from "./metrics.ts";

const DAY = Duration.days(1);
const SUM = { statistic: "Sum" };

export const addMailAlarms = (add: AddAlarm, metrics: Metrics) => {
  // Not longer: the queue leaves a message that has come three times, every five minutes, out of this age.
  add("mail-waiting", {
    meaning: "A mail has waited for ten minutes: what sends mails does not run, or cannot keep up.",
    metric: metrics.ofQueue("NotifyQueue", "ApproximateAgeOfOldestMessage", { statistic: "Maximum" }),
    threshold: 600,
    silence: "well",
  });
  add("mail-failing", {
    meaning: "For half an hour mails could not be sent. Each is tried for a day and is a dead letter then.",
    metric: metrics.own("MailsNotSent", { ...SUM, period: Duration.minutes(10) }),
    threshold: 1,
    periods: [3, 3],
    silence: "well",
  });
  add("mail-refused", {
    meaning: "SES has refused a mail for good: somebody was not told, perhaps the only one who can approve.",
    metric: metrics.own("MailsRefused", SUM),
    threshold: 1,
    silence: "well",
  });
  add("mail-bounced", {
    meaning:
      "5 % and more of a day's mails, and at least three, came back. AWS reviews accounts that do so, and pauses them.",
    metric: math(
      "IF(FILL(bounced, 0) >= 3, 100 * bounced / FILL(sent, 1), 0)",
      {
        bounced: metrics.ofMail("Bounce", { ...SUM, period: DAY }),
        sent: metrics.ofMail("Send", { ...SUM, period: DAY }),
      },
      { period: DAY },
    ),
    threshold: 5,
    silence: "well",
  });
  add("mail-complained", {
    meaning: "Somebody called a mail of ours spam. AWS reviews accounts from one in a thousand on.",
    metric: metrics.ofMail("Complaint", { ...SUM, period: DAY }),
    threshold: 1,
    silence: "well",
  });
};
