import { type App, type Stack, aws_sns as sns, Validations } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, it } from "vitest";
import { OperationsStack, operationsApp, synthesise } from "../../infra/operations/stack.ts";

/** What cdk-nag says of a stack: nothing, or its findings. */
const findings = (build: (app: App) => Stack): string => {
  const app = operationsApp();
  build(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe("the operations stack", () => {
  const template = Template.fromStack(new OperationsStack(operationsApp(), "Operations"));

  it("passes the checks of AWS Solutions", () => {
    expect(findings((app) => new OperationsStack(app, "Operations"))).toBe("");
  });

  it("would not pass them with a topic that takes messages in the clear", () => {
    const build = (app: App) => {
      const stack = new OperationsStack(app, "Operations");
      new sns.Topic(stack, "Open");
      return stack;
    };
    expect(findings(build)).toMatch(/SNS3/);
  });

  it.each([
    ["comes", "NumberOfMessagesReceived", "Sum", 1],
    [
      "lies there for ten minutes, since it cannot be kept",
      "ApproximateNumberOfMessagesVisible",
      "Maximum",
      10,
    ],
  ])("has an alarm that somebody hears of when a dead letter %s", (_when, MetricName, Statistic, minutes) => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName,
      Statistic,
      Threshold: 1,
      Period: 60,
      EvaluationPeriods: minutes,
      AlarmActions: [Match.anyValue()],
    });
    template.allResourcesProperties("AWS::CloudWatch::Alarm", { AlarmActions: Match.anyValue() });
  });

  it("lets CloudWatch publish its alarms, of this account only", () => {
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Allow",
            Action: "sns:Publish",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
          }),
        ]),
      },
    });
  });

  it("mails its alarms to whom the stage names", () => {
    const named = JSON.parse(synthesise({ alarmEmail: "on-call@example.com" }));
    Template.fromJSON(named).hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint: "on-call@example.com",
    });
    template.resourceCountIs("AWS::SNS::Subscription", 0);
  });

  it("needs no bootstrapped account: it has no assets, no metadata and no rules about either", () => {
    const { Resources, Rules, Parameters } = JSON.parse(synthesise({}));
    expect(Object.keys(Parameters)).toEqual(["DeadLettersName"]);
    expect(Rules).toBeUndefined();
    expect(JSON.stringify(Resources)).not.toMatch(/CDKMetadata|aws:asset/);
  });
});
