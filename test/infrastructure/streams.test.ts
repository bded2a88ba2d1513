import { AUDIT_FILTERS } from "@latchkey/functions/audit/audit-filter";
import { CLEANUP_RULE } from "@latchkey/functions/cleanup/cleanup-rule";
import { SHORTEN_RULE } from "@latchkey/functions/cleanup/shorten-rule";
import { LEAK_RULE } from "@latchkey/functions/leaks/leak-rule";
import { NOTIFY_QUEUE, NOTIFY_RULE } from "@latchkey/functions/notify/notify-rule";
import { OUTBOX_FILTER } from "@latchkey/functions/relay/outbox-filter";
import { sesRule } from "@latchkey/functions/suppression/ses-rule";
import { DELIVER_RULE } from "@latchkey/functions/webhooks/deliver-rule";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { titleOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

let graph: Graph;
beforeAll(async () => {
  if (platform.installed) graph = await evaluateStage("production");
});

describe.skipIf(missing !== "")(`what happens after a change${missing}`, () => {
  const feeds = () => ofType(graph, "aws:lambda/eventSourceMapping:EventSourceMapping");
  const feedOf = (name: string) =>
    feeds().find(({ inputs }) => String(inputs["functionName"]).endsWith(`:${titleOf(name)}FunctionFunction`))
      ?.inputs;

  it("goes from the table's stream to the relay, through its own filter, one bad record at a time", () => {
    expect(feedOf("relay")).toMatchObject({
      filterCriteria: { filters: [{ pattern: JSON.stringify(OUTBOX_FILTER) }] },
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      startingPosition: "TRIM_HORIZON",
      destinationConfig: { onFailure: { destinationArn: expect.stringMatching(/:RelayFailuresBucket$/) } },
    });
  });

  it("goes from the same stream to the audit, in order, and is tried until it is there", () => {
    expect(feedOf("append-audit")).toMatchObject({
      filterCriteria: { filters: AUDIT_FILTERS.map((filter) => ({ pattern: JSON.stringify(filter) })) },
      startingPosition: "TRIM_HORIZON",
      batchSize: 1000,
      maximumBatchingWindowInSeconds: 3,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: -1,
    });
    // It throws: what it answers says nothing.
    expect(feedOf("append-audit")).not.toHaveProperty("functionResponseTypes");
  });

  it("is brought before admins when a listener could not take it, one letter at a time", () => {
    expect(feedOf("dead-letters")).toMatchObject({
      eventSourceArn: expect.stringMatching(/:DeadLettersQueue$/),
      functionResponseTypes: ["ReportBatchItemFailures"],
    });
    const queue = named(graph, "aws:sqs/queue:Queue", "DeadLettersQueue").inputs;
    const keeper = functionsOf(graph, "production").get("dead-letters")?.inputs;
    expect(Number(queue["visibilityTimeoutSeconds"])).toBeGreaterThanOrEqual(6 * Number(keeper?.["timeout"]));
  });

  it("is mailed from a queue that waits a day for a mail server, and then goes to the dead letters", () => {
    expect(feedOf("notify")).toMatchObject({
      eventSourceArn: expect.stringMatching(/:NotifyQueueQueue$/),
      functionResponseTypes: ["ReportBatchItemFailures"],
      batchSize: NOTIFY_QUEUE.batchSize,
    });
    const { inputs } = named(graph, "aws:sqs/queue:Queue", "NotifyQueueQueue");
    expect(inputs).toMatchObject({
      visibilityTimeoutSeconds: NOTIFY_QUEUE.visibilityTimeoutSeconds,
      messageRetentionSeconds: NOTIFY_QUEUE.retentionSeconds,
    });
    expect(JSON.parse(String(inputs["redrivePolicy"]))).toEqual({
      deadLetterTargetArn: expect.stringMatching(/:DeadLettersQueue$/),
      maxReceiveCount: NOTIFY_QUEUE.maxReceiveCount,
    });
    expect(feeds()).toHaveLength(5);
  });

  it("is swept up, anchored and rolled up every five minutes, verified and recounted every hour; what is due by the clock is done every minute, and keys are looked at four times a day", () => {
    const schedules = ofType(graph, "aws:scheduler/schedule:Schedule").map(({ inputs }) => [
      Object(inputs["target"]).arn.replace(/^.*:/, ""),
      inputs["scheduleExpression"],
      inputs["state"],
    ]);
    expect(schedules).toEqual([
      ["SweepFunctionFunction", "rate(5 minutes)", "ENABLED"],
      ["AnchorHeadsFunctionFunction", "rate(5 minutes)", "ENABLED"],
      ["RollUpFunctionFunction", "rate(5 minutes)", "ENABLED"],
      ["RecountFunctionFunction", "rate(1 hour)", "ENABLED"],
      ["VerifyChainsFunctionFunction", "rate(1 hour)", "ENABLED"],
      ["DigestFunctionFunction", "rate(1 minute)", "ENABLED"],
      ["ScheduleFunctionFunction", "rate(1 minute)", "ENABLED"],
      ["RedeliverFunctionFunction", "rate(1 minute)", "ENABLED"],
      ["RotateKeysFunctionFunction", "rate(6 hours)", "ENABLED"],
    ]);
  });

  it("reaches each listener by the rule that one machine uses, and the dead letters when it cannot", () => {
    const rules = ofType(graph, "aws:cloudwatch/eventRule:EventRule").map(({ name, inputs }) => ({
      name,
      pattern: JSON.parse(String(inputs["eventPattern"])),
    }));
    expect(rules).toEqual([
      { name: "BusSubscriberCleanupRule", pattern: CLEANUP_RULE },
      { name: "BusSubscriberDeliverRule", pattern: DELIVER_RULE },
      { name: "BusSubscriberShortenRule", pattern: SHORTEN_RULE },
      { name: "LeakRule", pattern: LEAK_RULE },
      { name: "NotifyRule", pattern: NOTIFY_RULE },
      { name: "SuppressionRule", pattern: sesRule(expect.any(String)) },
    ]);
    // EventBridge takes no longer pattern.
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThan(2048);
    const targets = ofType(graph, "aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).toHaveLength(rules.length);
    for (const { inputs } of targets)
      expect(inputs["deadLetterConfig"]).toEqual({ arn: expect.stringMatching(/:DeadLettersQueue$/) });
    const invocations = ofType(graph, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
    expect(invocations.map(({ inputs }) => inputs["functionName"])).toEqual([
      "latchkey-production-cleanup",
      "latchkey-production-deliver",
      "latchkey-production-ingest",
      "latchkey-production-shorten-credentials",
      "latchkey-production-suppression",
    ]);
    for (const { inputs } of invocations)
      expect(inputs["destinationConfig"]).toEqual({
        onFailure: {
          destination: expect.stringMatching(
            // A batch of log lines is longer than a queue takes.
            String(inputs["functionName"]).endsWith("-ingest")
              ? /:UsageFailuresBucket$/
              : /:DeadLettersQueue$/,
          ),
        },
      });
  });

  it("receives bounces and complaints of its own mails alone, by the account's bus", () => {
    const rule = named(graph, "aws:cloudwatch/eventRule:EventRule", "SuppressionRule");
    expect(rule.inputs["eventBusName"]).toBeUndefined();
    const destination = named(
      graph,
      "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
      "MailEvents",
    ).inputs;
    const name = destination["configurationSetName"];
    expect(JSON.parse(String(rule.inputs["eventPattern"]))).toEqual(sesRule(String(name)));
    expect(destination["eventDestination"]).toEqual({
      enabled: true,
      matchingEventTypes: ["BOUNCE", "COMPLAINT"],
      eventBridgeDestination: {
        eventBusArn: expect.stringMatching(/^arn:aws:events:.*:event-bus\/default$/),
      },
    });
    const target = named(graph, "aws:cloudwatch/eventTarget:EventTarget", "SuppressionTarget").inputs;
    expect(target["arn"]).toMatch(/:SuppressionFunctionFunction$/);
    const [permission] = ofType(graph, "aws:lambda/permission:Permission").filter(
      (each) => each.name === "SuppressionPermission",
    );
    expect(permission?.inputs).toMatchObject({
      principal: "events.amazonaws.com",
      sourceArn: expect.stringMatching(/:SuppressionRule$/),
    });
    const lambda = functionsOf(graph, "production").get("suppression");
    expect(Object(lambda?.inputs["environment"]).variables.LATCHKEY_CONFIGURATION_SET).toBe(name);
  });

  it.each([
    [
      "DeadLettersPolicy",
      [
        "BusSubscriberCleanupRule",
        "BusSubscriberDeliverRule",
        "BusSubscriberShortenRule",
        "NotifyRule",
        "LeakRule",
        "SuppressionRule",
      ],
    ],
    ["LeakQueuePolicy", ["LeakRule"]],
    ["NotifyQueuePolicy", ["NotifyRule"]],
  ])("may be put into a queue by our rules and by no other program's: %s", (name, rules) => {
    const policy = named(graph, "aws:sqs/queuePolicy:QueuePolicy", name);
    const { Statement } = JSON.parse(String(policy.inputs["policy"]));
    const values = rules.map((rule) => expect.stringMatching(new RegExp(`:${rule}$`)));
    expect(Statement).toEqual([
      expect.objectContaining({
        Action: ["sqs:SendMessage"],
        Condition: [{ test: "ArnEquals", variable: "aws:SourceArn", values }],
      }),
    ]);
    expect(ofType(graph, "aws:sqs/queuePolicy:QueuePolicy")).toHaveLength(3);
  });
});
