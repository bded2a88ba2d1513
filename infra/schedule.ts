import { sweep } from "./bus.ts";
import { lambda } from "./lambda.ts";
import { useIndexes, useItems } from "./table.ts";

/** Does what has become due by the clock: reminders, lapses, ends. */
const schedule = lambda("schedule", {
  entry: "schedule/schedule-lambda",
  timeout: "1 minute",
  permissions: [useItems("GetItem", "PutItem", "UpdateItem"), useIndexes("due")],
});

new sst.aws.CronV2("Every5Minutes", { function: sweep.arn, schedule: "rate(5 minutes)" });
new sst.aws.CronV2("EveryMinute", { function: schedule.arn, schedule: "rate(1 minute)" });
