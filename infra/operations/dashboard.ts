import { aws_cloudwatch as cloudwatch, Duration, type Stack } from "aws-cdk-lib";
import { ownErrors } from "./call-alarms.ts";
import { faultsQuery, refusalsQuery } from "./log-queries.ts";
import type { Metrics } from "./metrics.ts";
import type { Names } from "./names.ts";

const SUM = { statistic: "Sum" };
const THIRD = { width: 8, height: 6 };

/** The one page to look at first: whether it is well, then what goes on, then what it uses, then what the logs say. */
export const addDashboard = (
  stack: Stack,
  names: Names,
  metrics: Metrics,
  alarms: readonly cloudwatch.Alarm[],
) =>
  new cloudwatch.Dashboard(stack, "Dashboard", {
    // The account has one list of dashboards for all regions.
    dashboardName: `${names.of("Prefix")}-${stack.region}`,
    defaultInterval: Duration.hours(3),
    widgets: [
      [about(names)],
      well(metrics, alarms),
      [waiting(metrics)],
      traffic(names, metrics),
      use(metrics),
      said(names),
    ],
  });

const about = (names: Names) =>
  new cloudwatch.TextWidget({
    width: 24,
    height: 2,
    markdown: [
      `**Latchkey, ${names.of("Stage")}.** What each alarm means and what to do is in \`docs/operations.md\` of the repository,`,
      `under the alarm's name. What the codes of refusals mean: \`docs/problems.md\`. The API: [its own page](${names.of("ControlUrl")}/docs).`,
    ].join(" "),
  });

const well = (metrics: Metrics, alarms: readonly cloudwatch.Alarm[]) => [
  new cloudwatch.AlarmStatusWidget({ title: "Alarms", alarms: [...alarms], width: 12, height: 6 }),
  new cloudwatch.GraphWidget({
    title: "Errors of our own, % of calls",
    left: [ownErrors(metrics, "Control"), ownErrors(metrics, "Gateway")],
    leftYAxis: { min: 0 },
    width: 6,
    height: 6,
  }),
  new cloudwatch.GraphWidget({
    title: "Authorizer",
    left: [50, 99].map((percent) =>
      metrics.ofFunction("authorizer", "Duration", { statistic: `p${percent}`, label: `p${percent}, ms` }),
    ),
    right: [metrics.own("AuthorizerFailures", { ...SUM, label: "failures" })],
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
    width: 6,
    height: 6,
  }),
];

const waiting = (metrics: Metrics) =>
  new cloudwatch.SingleValueWidget({
    title: "What waits, and what was given up",
    width: 24,
    height: 3,
    setPeriodToTimeRange: false,
    metrics: [
      metrics.own("OutboxOldestSeconds", { statistic: "Maximum", label: "outbox, oldest in seconds" }),
      metrics.ofFunction("relay", "IteratorAge", { statistic: "Maximum", label: "relay behind, ms" }),
      metrics.ofFunction("append-audit", "IteratorAge", { statistic: "Maximum", label: "audit behind, ms" }),
      metrics.ofQueue("NotifyQueue", "ApproximateAgeOfOldestMessage", {
        statistic: "Maximum",
        label: "mail, oldest in seconds",
      }),
      metrics.ofQueue("DeadLetters", "NumberOfMessagesReceived", { ...SUM, label: "dead letters" }),
      metrics.own("MailsRefused", { ...SUM, label: "mails refused" }),
      metrics.own("MailsSuppressed", { ...SUM, label: "mails to suppressed addresses" }),
      metrics.own("MailsPutOff", { ...SUM, label: "mails put off to a digest" }),
      metrics.own("WebhooksGivenUp", { ...SUM, label: "webhooks given up" }),
    ],
  });

const traffic = (names: Names, metrics: Metrics) => [
  new cloudwatch.GraphWidget({
    title: "Calls of consumers",
    left: [
      metrics.own("Calls", { ...SUM, label: "calls" }),
      metrics.own("Refused", { ...SUM, label: "of them refused" }),
      metrics.own("UpstreamErrors", { ...SUM, label: "of them failed upstream" }),
    ],
    leftYAxis: { min: 0 },
    ...THIRD,
  }),
  new cloudwatch.LogQueryWidget({ title: "Refused, by reason", ...refusalsQuery(names), ...THIRD }),
  new cloudwatch.GraphWidget({
    title: "Latency of calls, ms",
    left: [
      metrics.ofApi("Gateway", "Latency", { statistic: "p50", label: "all, p50" }),
      metrics.ofApi("Gateway", "Latency", { statistic: "p99", label: "all, p99" }),
      metrics.own("Duration", { statistic: "p50", label: "gateway and upstream, p50" }),
      metrics.ofApi("Control", "Latency", { statistic: "p99", label: "management, p99" }),
    ],
    leftYAxis: { min: 0 },
    ...THIRD,
  }),
];

const use = (metrics: Metrics) => [
  new cloudwatch.GraphWidget({
    title: "Requests that are paid",
    left: [
      metrics.ofApi("Gateway", "Count", { ...SUM, label: "gateway" }),
      metrics.ofApi("Control", "Count", { ...SUM, label: "management" }),
    ],
    leftYAxis: { min: 0 },
    ...THIRD,
  }),
  new cloudwatch.GraphWidget({
    title: "The table: capacity units",
    left: [
      metrics.ofTable("ConsumedReadCapacityUnits", { ...SUM, label: "read" }),
      metrics.ofTable("ConsumedWriteCapacityUnits", { ...SUM, label: "written" }),
    ],
    leftYAxis: { min: 0 },
    ...THIRD,
  }),
  new cloudwatch.GraphWidget({
    title: "Functions of the account at once, and refused",
    left: [metrics.ofAllFunctions("ConcurrentExecutions", { statistic: "Maximum", label: "at once" })],
    right: [metrics.ofAllFunctions("Throttles", { ...SUM, label: "throttled" })],
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
    ...THIRD,
  }),
];

/** Each reason is a metric of its own as soon as it has come once, so they are looked for. */
const answeredByApiGateway = (names: Names) =>
  new cloudwatch.MathExpression({
    expression: `SEARCH('{"Latchkey/${names.of("Stage")}",ResponseType} MetricName="AnsweredByApiGateway"', 'Sum', 300)`,
    usingMetrics: {},
    label: "",
  });

const said = (names: Names) => [
  new cloudwatch.LogQueryWidget({ title: "Faults", ...faultsQuery(names), width: 16, height: 8 }),
  new cloudwatch.GraphWidget({
    title: "Calls of the gateway that API Gateway answered itself",
    left: [answeredByApiGateway(names)],
    leftYAxis: { min: 0 },
    width: 8,
    height: 8,
  }),
];
