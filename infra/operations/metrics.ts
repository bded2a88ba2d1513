import { aws_cloudwatch as cloudwatch, Duration } from "aws-cdk-lib";
import type { Names } from "./names.ts";
import type { WatchedFunction } from "./watched.ts";

interface Read {
  /** `Sum`, `Maximum`, `p99` … */
  statistic: string;
  period?: Duration;
  label?: string;
}

/**
 * Where each service of AWS writes its figures: namespaces and dimensions as its guide says. A dimension that is not quite
 * right is no error anywhere, only a figure that never comes.
 */
export const metricsOf = (names: Names) => {
  const metric = (
    namespace: string,
    metricName: string,
    dimensionsMap: Record<string, string>,
    { statistic, period = Duration.minutes(5), label }: Read,
  ) =>
    new cloudwatch.Metric({
      namespace,
      metricName,
      dimensionsMap,
      statistic,
      period,
      ...(label ? { label } : {}),
    });
  return {
    /** Written by our own code and by the filters of logs, under the stage's own namespace. */
    own: (name: string, read: Read) => metric(`Latchkey/${names.of("Stage")}`, name, {}, read),
    ofFunction: (of: WatchedFunction, name: string, read: Read) =>
      metric("AWS/Lambda", name, { FunctionName: names.ofFunction(of) }, read),
    /** Of all functions of the account in this region, ours and others'. */
    ofAllFunctions: (name: string, read: Read) => metric("AWS/Lambda", name, {}, read),
    ofApi: (plane: "Control" | "Gateway", name: string, read: Read) =>
      metric("AWS/ApiGateway", name, { ApiName: names.of(`${plane}Api`), Stage: names.of("Stage") }, read),
    ofTable: (name: string, read: Read, operation?: string) =>
      metric(
        "AWS/DynamoDB",
        name,
        { TableName: names.of("Table"), ...(operation ? { Operation: operation } : {}) },
        read,
      ),
    ofQueue: (queue: "DeadLetters" | "NotifyQueue" | "LeakQueue", name: string, read: Read) =>
      metric("AWS/SQS", name, { QueueName: names.of(queue) }, read),
    ofMail: (name: string, read: Read) =>
      metric("AWS/SES", name, { "ses:configuration-set": names.of("ConfigurationSet") }, read),
  };
};
export type Metrics = ReturnType<typeof metricsOf>;

/** An expression over metrics, which say their own periods too, but this one counts. */
export const math = (
  expression: string,
  usingMetrics: Record<string, cloudwatch.Metric>,
  { label = expression, period = Duration.minutes(5) } = {},
) => new cloudwatch.MathExpression({ expression, usingMetrics, label, period });
