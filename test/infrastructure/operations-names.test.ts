import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import { beforeAll, describe, expect, it } from "vitest";
import { AUTHORIZER_FAILED } from "../../infra/operations/authorizer-failures.ts";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph, Resource } from "./graph/graph.ts";
import { allowedBy, roleOf } from "./graph/role.ts";
import { alarmPage } from "./operations/alarm-page.ts";
import {
  alarmsOf,
  dashboardOf,
  type ReadMetric,
  readTemplate,
  resourcesOf,
  type Template,
} from "./operations/template.ts";
import { installPlatform } from "./platform/install-platform.ts";
import { PUBLISHED } from "./published-metrics.fixture.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const STAGE = "production";

describe.skipIf(missing !== "")(`what the alarms and the dashboard read, in the graph${missing}`, () => {
  let graph: Graph;
  let template: Template;
  let read: ReadMetric[];
  beforeAll(async () => {
    graph = await evaluateStage(STAGE, { LATCHKEY_ALARM_EMAIL: "on-call@example.com" });
    const { inputs } = named(graph, "aws:cloudformation/stack:Stack", "Operations");
    const parameters: Record<string, unknown> = Object(inputs["parameters"]);
    template = readTemplate(String(inputs["templateBody"]), parameters);
    expect(Object.keys(parameters).sort()).toEqual(Object.keys(template.Parameters).sort());
    read = [...alarmsOf(template).flatMap(({ metrics }) => metrics), ...dashboardOf(template).metrics];
  });

  const namesOf = (type: string, input = "name") =>
    ofType(graph, type).map(({ inputs }) => String(inputs[input]));
  const valuesOf = (namespace: string, dimension: string) =>
    new Set(
      read
        .filter((metric) => metric.namespace === namespace)
        .flatMap(({ dimensions }) => dimensions[dimension] ?? []),
    );

  it("is published by AWS, under just these dimensions", () => {
    const aws = read.filter(({ namespace }) => namespace.startsWith("AWS/"));
    expect(aws.length).toBeGreaterThan(50);
    for (const { namespace, name, dimensions } of aws)
      expect(PUBLISHED[namespace]?.[Object.keys(dimensions).sort().join(" ")], namespace).toContain(name);
  });

  it.each([
    ["AWS/Lambda", "FunctionName", "aws:lambda/function:Function", "name"],
    ["AWS/ApiGateway", "ApiName", "aws:apigateway/restApi:RestApi", "name"],
    ["AWS/ApiGateway", "Stage", "aws:apigateway/stage:Stage", "stageName"],
    ["AWS/DynamoDB", "TableName", "aws:dynamodb/table:Table", "name"],
    ["AWS/SQS", "QueueName", "aws:sqs/queue:Queue", "name"],
    [
      "AWS/SES",
      "ses:configuration-set",
      "aws:sesv2/configurationSet:ConfigurationSet",
      "configurationSetName",
    ],
  ])("of %s names a %s that the stage has", (namespace, dimension, type, input) => {
    const values = valuesOf(namespace, dimension);
    expect(values.size).toBeGreaterThan(0);
    for (const value of values) expect(namesOf(type, input)).toContain(value);
  });

  it("leaves out neither plane, no queue and no job that runs by the clock", () => {
    expect(valuesOf("AWS/ApiGateway", "ApiName")).toEqual(new Set(namesOf("aws:apigateway/restApi:RestApi")));
    expect(valuesOf("AWS/SQS", "QueueName")).toEqual(new Set(namesOf("aws:sqs/queue:Queue")));
    const watched = alarmsOf(template)
      .filter(({ name }) => name.endsWith("-stopped"))
      .map(({ metrics }) => metrics[0]?.dimensions["FunctionName"]);
    const scheduled = ofType(graph, "aws:scheduler/schedule:Schedule").map(({ inputs }) =>
      functionOfArn(graph, String(Object(inputs["target"]).arn)),
    );
    expect(watched.sort()).toEqual(scheduled.sort());
  });

  it("covers every function that has a dead-letter queue", () => {
    const [lost] = alarmsOf(template).filter(({ name }) => name.endsWith("-given-up-and-lost"));
    const watched = lost?.metrics.map(({ dimensions }) => dimensions["FunctionName"]) ?? [];
    const leaving = [
      ...ofType(graph, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"),
      ...ofType(graph, "aws:lambda/eventSourceMapping:EventSourceMapping"),
    ]
      .filter(({ inputs }) => inputs["destinationConfig"] !== undefined)
      .map(({ inputs }) => functionOfArn(graph, String(inputs["functionName"])));
    expect(watched.sort()).toEqual(leaving.sort());
  });

  it("reads how far behind a stream's reader is only of readers of streams, and of all of them", () => {
    const readers = ofType(graph, "aws:lambda/eventSourceMapping:EventSourceMapping")
      .filter(({ inputs }) => String(inputs["eventSourceArn"]).endsWith("/stream"))
      .map(({ inputs }) => String(inputs["functionName"]).split(":function:").at(-1) ?? "");
    const watched = alarmsOf(template).flatMap(({ metrics }) =>
      metrics.flatMap(({ name, dimensions }) => (name === "IteratorAge" ? dimensions["FunctionName"] : [])),
    );
    const byArn = readers.map((reader) => functionOfArn(graph, reader));
    expect([...new Set(byArn)].sort()).toEqual([...new Set(watched)].sort());
  });

  it("is of just the operations that functions may ask of the table, but for the one that only people invoke", () => {
    const allowed = [...functionsOf(graph, STAGE).keys()]
      .filter((name) => name !== "root")
      .flatMap((name) => allowedBy(roleOf(graph, name)))
      .flatMap(({ action }) => /^dynamodb:(?!.*(Stream|Records|Shard))(\w+)/.exec(action)?.[2] ?? []);
    // IAM asks for what the parts of a transaction are; DynamoDB counts the whole. A check occurs in a transaction only.
    const alone = allowed.filter((operation) => operation !== "ConditionCheckItem");
    const operations = new Set([...alone, "TransactWriteItems"]);
    expect([...valuesOf("AWS/DynamoDB", "Operation")].sort()).toEqual([...operations].sort());
  });

  it("is told by SES, which publishes what becomes of this stage's mails under the set's name", () => {
    const { inputs } = named(
      graph,
      "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
      "MailMetrics",
    );
    expect(inputs["configurationSetName"]).toBe([...valuesOf("AWS/SES", "ses:configuration-set")][0]);
    const { matchingEventTypes, cloudWatchDestination } = Object(inputs["eventDestination"]);
    const names = read.flatMap(({ namespace, name }) => (namespace === "AWS/SES" ? name.toUpperCase() : []));
    for (const name of names) expect(matchingEventTypes).toContain(name);
    expect(cloudWatchDestination.dimensionConfigurations).toMatchObject([
      { dimensionName: "ses:configuration-set", dimensionValueSource: "MESSAGE_TAG" },
    ]);
    const identity = named(graph, "aws:sesv2/emailIdentity:EmailIdentity", "MailIdentity");
    expect(identity.inputs["configurationSetName"]).toBe(inputs["configurationSetName"]);
  });

  it("counts the authorizer's failures in the access logs of both planes, which say what is looked for", () => {
    const filters = resourcesOf(template, "AWS::Logs::MetricFilter");
    const groups = namesOf("aws:cloudwatch/logGroup:LogGroup");
    expect(filters.map((filter) => filter["LogGroupName"])).toEqual([
      `/aws/vendedlogs/apis/latchkey-${STAGE}-control`,
      `/aws/vendedlogs/apis/latchkey-${STAGE}-gateway`,
    ]);
    for (const filter of filters) expect(groups).toContain(filter["LogGroupName"]);
    for (const [, field] of AUTHORIZER_FAILED.matchAll(/\$\.(\w+)/g))
      expect(Object.keys(ACCESS_LOG)).toContain(field);
    for (const { inputs } of ofType(graph, "aws:apigateway/stage:Stage"))
      expect(JSON.parse(Object(inputs["accessLogSettings"]).format)).toEqual(ACCESS_LOG);
  });

  it("asks logs that the stage has, and shows every alarm", () => {
    const { logGroups, alarms } = dashboardOf(template);
    expect(logGroups.length).toBeGreaterThan(10);
    for (const group of logGroups) expect(namesOf("aws:cloudwatch/logGroup:LogGroup")).toContain(group);
    expect(alarms).toBe(alarmsOf(template).length);
  });

  it("looks for what API Gateway answers itself where the filter of its log counts it", () => {
    const filter = named(graph, "aws:cloudwatch/logMetricFilter:LogMetricFilter", "AnsweredByApiGateway");
    const { namespace, name, dimensions } = Object(filter.inputs["metricTransformation"]);
    expect(dashboardOf(template).expressions).toContain(
      `SEARCH('{"${namespace}",${Object.keys(dimensions).join()}} MetricName="${name}"', 'Sum', 300)`,
    );
  });

  it("is looked into, on the operator's page, in functions that the stage has", async () => {
    const page = await alarmPage();
    const told = [
      ...page.matchAll(/`faults ([a-z-]+)/g),
      ...page.matchAll(/latchkey-\$STAGE-([a-z-]+)/g),
      ...(/for noun in ([a-z ]+);/.exec(page)?.[1] ?? "").matchAll(/([a-z]+)/g),
    ].map(([, name]) => name);
    expect(told.length).toBeGreaterThan(30);
    for (const name of told) expect([...functionsOf(graph, STAGE).keys()]).toContain(name);
  });

  it("takes each function's figures under the stage that they are written under", () => {
    const own = read.filter(({ namespace }) => !namespace.startsWith("AWS/"));
    expect(new Set(own.map(({ namespace }) => namespace))).toEqual(new Set([`Latchkey/${STAGE}`]));
    for (const { dimensions } of own) expect(dimensions).toEqual({});
    for (const { inputs } of functionsOf(graph, STAGE).values())
      expect(Object(inputs["environment"]).variables).toMatchObject({ LATCHKEY_STAGE: STAGE });
  });
});

/** The function whose ARN the mocks have made of the program's name for it. */
const functionOfArn = (graph: Graph, arn: string): string => {
  const name = arn.split(":").at(-1);
  const found = ofType(graph, "aws:lambda/function:Function").find(
    (each: Resource) => each.name === name || each.inputs["name"] === name,
  );
  if (!found) throw new Error(`No function has the ARN ${arn}.`);
  return String(found.inputs["name"]);
};
