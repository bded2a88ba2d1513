import { anchorHeads, verifyChains } from "./audit.ts";
import { sweep, webhookEnvironment } from "./bus.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { digest } from "./notify.ts";
import { useIndexes, useItems } from "./table.ts";
import { rollUp } from "./usage-export.ts";

/** Does what has become due by the clock: reminders, lapses, ends. */
const schedule = lambda("schedule", {
  entry: "schedule/schedule-lambda",
  timeout: "1 minute",
  // A service that is deprecated is read with its document, and a change of one without a document removes one.
  permissions: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    useIndexes("due"),
    readKeys("record"),
  ],
});

/** Tries again what a webhook did not take. */
const redeliver = lambda("redeliver", {
  entry: "webhooks/deliver-due-lambda",
  timeout: "5 minutes",
  connects: true,
  environment: webhookEnvironment,
  // A service with chats is read with its document.
  permissions: [useItems("GetItem", "Query", "PutItem", "UpdateItem"), useIndexes("due"), readKeys("data")],
});

new sst.aws.CronV2("Every5Minutes", { function: sweep.arn, schedule: "rate(5 minutes)" });
new sst.aws.CronV2("EveryFiveMinutes", { function: anchorHeads.arn, schedule: "rate(5 minutes)" });
new sst.aws.CronV2("EveryFiveMinutesUsage", { function: rollUp.arn, schedule: "rate(5 minutes)" });
new sst.aws.CronV2("EveryHourVerify", { function: verifyChains.arn, schedule: "rate(1 hour)" });
new sst.aws.CronV2("EveryMinute", { function: schedule.arn, schedule: "rate(1 minute)" });
new sst.aws.CronV2("EveryMinuteDigests", { function: digest.arn, schedule: "rate(1 minute)" });
new sst.aws.CronV2("EveryMinuteWebhooks", { function: redeliver.arn, schedule: "rate(1 minute)" });
