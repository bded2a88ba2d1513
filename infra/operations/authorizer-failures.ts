import { aws_logs as logs, type Stack } from "aws-cdk-lib";
import type { Names } from "./names.ts";

/**
 * The lines of an access log for a call on which the authorizer failed: threw, ran out of time or memory, or could not be
 * started (API Gateway Developer Guide, "Gateway response types"). Nothing counts those: Lambda's own figure counts wrong
 * credentials with them, and what dies writes no line.
 */
export const AUTHORIZER_FAILED =
  '{ ($.answeredBy = "AUTHORIZER_FAILURE") || ($.answeredBy = "AUTHORIZER_CONFIGURATION_ERROR") }';

export const countAuthorizerFailures = (stack: Stack, names: Names) => {
  for (const plane of ["Control", "Gateway"] as const)
    new logs.CfnMetricFilter(stack, `${plane}AuthorizerFailures`, {
      logGroupName: names.of(`${plane}Log`),
      filterPattern: AUTHORIZER_FAILED,
      metricTransformations: [
        {
          metricNamespace: `Latchkey/${names.of("Stage")}`,
          metricName: "AuthorizerFailures",
          metricValue: "1",
          unit: "Count",
        },
      ],
    });
};
