interface Lines {
  of: aws.cloudwatch.LogGroup;
  filterPattern: $util.Input<string>;
  to: sst.aws.Function;
}

/** Has CloudWatch Logs bring the lines of a log that a pattern fits to a function, in batches. */
export const bringLines = (name: string, { of, filterPattern, to }: Lines) => {
  const allowed = new aws.lambda.Permission(`${name}LinesPermission`, {
    function: to.arn,
    action: "lambda:InvokeFunction",
    principal: "logs.amazonaws.com",
    sourceArn: $interpolate`${of.arn}:*`,
    sourceAccount: aws.getCallerIdentityOutput().accountId,
  });
  new aws.cloudwatch.LogSubscriptionFilter(
    `${name}Lines`,
    { logGroup: of.name, filterPattern, destinationArn: to.arn },
    // CloudWatch Logs sends a test message when it is made.
    { dependsOn: [allowed] },
  );
};
