import {
  App,
  aws_cloudwatch_actions as actions,
  CfnParameter,
  aws_cloudwatch as cloudwatch,
  Duration,
  aws_iam as iam,
  Stack,
  aws_sns as sns,
  aws_sns_subscriptions as subscriptions,
} from "aws-cdk-lib";
import type { Construct } from "constructs";

export interface OperationsOptions {
  /** Gets every alarm, once it has confirmed. */
  alarmEmail?: string;
}

/**
 * An app whose stacks name no bucket and no roles of a bootstrapped account: what CDK calls the old style. The context
 * rather than the synthesiser, whose declarations do not fit each other under exactOptionalPropertyTypes.
 */
export const operationsApp = (): App =>
  new App({
    analyticsReporting: false,
    context: { "@aws-cdk/core:newStyleStackSynthesis": false, "aws:cdk:version-reporting": false },
  });

/**
 * What watches over a stage: made with aws-cdk-lib, deployed as one CloudFormation stack by SST. It has no assets, so
 * no account has to be bootstrapped for it; what it watches comes in as parameters.
 */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { alarmEmail }: OperationsOptions = {}) {
    super(scope, id, { analyticsReporting: false });
    const alarms = new sns.Topic(this, "Alarms", { enforceSSL: true });
    // A topic with a policy of its own has lost the one by which CloudWatch could publish to it.
    alarms.addToResourcePolicy(
      new iam.PolicyStatement({
        actions: ["sns:Publish"],
        principals: [new iam.ServicePrincipal("cloudwatch.amazonaws.com")],
        resources: [alarms.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
    );
    if (alarmEmail) alarms.addSubscription(new subscriptions.EmailSubscription(alarmEmail));

    const queueName = new CfnParameter(this, "DeadLettersName", { type: "String" }).valueAsString;
    const alarmOf = (name: string, metricName: string, statistic: string, minutes: number, meaning: string) =>
      new cloudwatch.Alarm(this, name, {
        alarmDescription: meaning,
        metric: new cloudwatch.Metric({
          namespace: "AWS/SQS",
          metricName,
          dimensionsMap: { QueueName: queueName },
          statistic,
          period: Duration.minutes(1),
        }),
        threshold: 1,
        evaluationPeriods: minutes,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new actions.SnsAction(alarms));
    // The queue is read within seconds, so that a letter comes is told by what was read, not by what lies there (what another queue gave up is never "sent").
    alarmOf(
      "DeadLetterCame",
      "NumberOfMessagesReceived",
      "Sum",
      1,
      "Something that happened was not reacted to: no mail, or no clean-up. Look into the dead letters.",
    );
    alarmOf(
      "DeadLettersNotKept",
      "ApproximateNumberOfMessagesVisible",
      "Maximum",
      10,
      "Dead letters lie in their queue and cannot be brought where admins see them. They are gone after 14 days.",
    );
  }
}

/** CloudFormation takes no longer template without a bucket. */
const MOST_BYTES = 51_200;

/** @throws Error when the template is too long to be handed over whole. */
export const synthesise = (options: OperationsOptions): string => {
  const app = operationsApp();
  const { stackName } = new OperationsStack(app, "Operations", options);
  const template = JSON.stringify(app.synth().getStackByName(stackName).template);
  const bytes = Buffer.byteLength(template);
  if (bytes > MOST_BYTES) throw new Error(`The operations stack has ${bytes} bytes, over ${MOST_BYTES}.`);
  return template;
};
