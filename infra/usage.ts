import { LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { authorizer } from "./authorizer.ts";
import { onFailure } from "./dead-letters.ts";
import { forward } from "./gateway.ts";
import { lambda, logsOf } from "./lambda.ts";
import { useItems } from "./table.ts";

/** Counts calls from the lines that the gateway and the authorizer have written: a call itself waits for no counting. */
const ingest = lambda("ingest", {
  entry: "usage/ingest-lambda",
  timeout: "1 minute",
  memory: "512 MB",
  permissions: [useItems("GetItem", "Query", "PutItem", "UpdateItem")],
  onFailure,
});

const count = (name: string, source: sst.aws.Function, filterPattern: string) => {
  const logs = logsOf(source);
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

count("Gateway", forward, LOG_FILTERS.gateway);
count("Authorizer", authorizer, LOG_FILTERS.authorizer);
