import {
  aws_iam as iam,
  aws_kms as kms,
  type Stack,
  aws_sns as sns,
  aws_sns_subscriptions as subscriptions,
} from "aws-cdk-lib";

interface TopicOptions {
  alarmEmail?: string;
  kmsKey?: string;
}

/** Where alarms go. Why it makes no key of its own: docs/decisions/0018-the-alarms-topic-has-no-key.md. */
export const alarmTopic = (stack: Stack, { alarmEmail, kmsKey }: TopicOptions): sns.Topic => {
  const topic = new sns.Topic(stack, "Alarms", {
    enforceSSL: true,
    ...(kmsKey ? { masterKey: kms.Key.fromKeyArn(stack, "Key", kmsKey) } : {}),
  });
  // A topic with a policy of its own has lost the one by which services of the account could publish to it.
  for (const service of ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"])
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        actions: ["sns:Publish"],
        principals: [new iam.ServicePrincipal(service)],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
      }),
    );
  if (alarmEmail) topic.addSubscription(new subscriptions.EmailSubscription(alarmEmail));
  return topic;
};
