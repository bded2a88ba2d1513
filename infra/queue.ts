/** Lets a function be fed with a queue. */
export const readQueue = (queue: sst.aws.Queue) => ({
  actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
  resources: [queue.arn],
});

/** Lets only these rules put events into a queue: the policy that SST makes allows all of EventBridge. */
export const takeFrom = (name: string, queue: sst.aws.Queue, rules: $util.Input<string>[]) =>
  new aws.sqs.QueuePolicy(`${name}Policy`, {
    queueUrl: queue.url,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
          actions: ["sqs:SendMessage"],
          resources: [queue.arn],
          conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: rules }],
        },
      ],
    }).json,
  });
