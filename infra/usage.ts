import { LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { authorizer } from "./authorizer.ts";
import { logsOfNoun } from "./control.ts";
import { encryptBucket } from "./encrypt-bucket.ts";
import { forward } from "./gateway.ts";
import { lambda, logsOf } from "./lambda.ts";
import { gateway } from "./planes.ts";
import { settings } from "./stage.ts";
import { useItems } from "./table.ts";

/**
 * Batches of log lines that could not be counted, whole: a queue takes 256 KB of what may be 1 MB, and cuts the batch off. Whoever may
 * invoke `ingest` has them counted.
 */
const failures = new sst.aws.Bucket("UsageFailures", { cors: false, lifecycle: [{ expiresIn: "30 days" }] });
encryptBucket("UsageFailures", failures);

/** Counts calls from the lines that were written of them: a call itself waits for no counting. */
const ingest = lambda("ingest", {
  entry: "usage/ingest-lambda",
  timeout: "1 minute",
  memory: "512 MB",
  // Batches of one half minute write to the same items. Those that wait are kept by Lambda, for six hours.
  reserved: settings.ingestConcurrency,
  environment: { LATCHKEY_USAGE_FAILURES: failures.name },
  permissions: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem"),
    { actions: ["s3:GetObject", "s3:DeleteObject"], resources: [$interpolate`${failures.arn}/*`] },
  ],
  onFailure: { retries: 2, bucket: failures },
});

const count = (name: string, logs: aws.cloudwatch.LogGroup, filterPattern: string) => {
  const allowed = new aws.lambda.Permission(`${name}LinesPermission`, {
    function: ingest.arn,
    action: "lambda:InvokeFunction",
    principal: "logs.amazonaws.com",
    sourceArn: $interpolate`${logs.arn}:*`,
    sourceAccount: aws.getCallerIdentityOutput().accountId,
  });
  new aws.cloudwatch.LogSubscriptionFilter(
    `${name}Lines`,
    { logGroup: logs.name, filterPattern, destinationArn: ingest.arn },
    // CloudWatch Logs sends a test message when it is made.
    { dependsOn: [allowed] },
  );
};

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
