import { LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { authorizer } from "./authorizer.ts";
import { logsOfNoun } from "./control.ts";
import { encryptBucket } from "./encrypt-bucket.ts";
import { forward } from "./gateway.ts";
import { lambda, logsOf } from "./lambda.ts";
import { bringLines } from "./log-lines.ts";
import { gateway } from "./planes.ts";
import { settings } from "./stage.ts";
import { useItems } from "./table.ts";

/** Batches of log lines that could not be counted, whole: a queue takes 256 KB of what may be 1 MB, and cuts the batch off. */
const failures = new sst.aws.Bucket("UsageFailures", { cors: false, lifecycle: [{ expiresIn: "30 days" }] });
encryptBucket("UsageFailures", failures);

const counting = useItems("GetItem", "Query", "PutItem");

/** Counts calls from the lines that were written of them: a call itself waits for no counting. */
const ingest = lambda("ingest", {
  entry: "usage/ingest-lambda",
  timeout: "1 minute",
  memory: "512 MB",
  // Batches of one half minute write to the same items. Those that wait are kept by Lambda, for six hours.
  reserved: settings.ingestConcurrency,
  permissions: [counting],
  onFailure: { retries: 2, bucket: failures },
});

/** Counts what `ingest` has given up, from the bucket. */
const recount = lambda("recount", {
  entry: "usage/recount-lambda",
  timeout: "5 minutes",
  memory: "512 MB",
  environment: { LATCHKEY_USAGE_FAILURES: failures.name },
  permissions: [
    counting,
    { actions: ["s3:ListBucket"], resources: [failures.arn] },
    { actions: ["s3:GetObject", "s3:DeleteObject"], resources: [$interpolate`${failures.arn}/*`] },
  ],
});
new sst.aws.CronV2("EveryHourRecount", { function: recount.arn, schedule: "rate(1 hour)" });

const count = (name: string, logs: aws.cloudwatch.LogGroup, filterPattern: string) =>
  bringLines(name, { of: logs, filterPattern, to: ingest });

count("Gateway", logsOf(forward), LOG_FILTERS.gateway);
count("Authorizer", logsOf(authorizer), LOG_FILTERS.authorizer);
count("Verify", logsOfNoun("verify"), LOG_FILTERS.verify);

const accessLog = gateway.nodes.logGroup;
if (!accessLog) throw new Error("SST has made no access log.");
count("Access", accessLog, LOG_FILTERS.access);

/**
 * For operators: calls that no function has seen, most of them without a known caller: throttled, filtered, too large,
 * failed.
 */
new aws.cloudwatch.LogMetricFilter("AnsweredByApiGateway", {
  logGroupName: accessLog.name,
  pattern: LOG_FILTERS.answeredByApiGateway,
  metricTransformation: {
    name: "AnsweredByApiGateway",
    namespace: `Latchkey/${$app.stage}`,
    value: "1",
    unit: "Count",
    // A closed list of API Gateway's; each is a metric to pay.
    dimensions: { ResponseType: "$.answeredBy" },
  },
});
