/** A function as others invoke it: by its own name, or by an alias of it. */
export interface Invocable {
  /** Of the function. */
  functionArn: $util.Output<string>;
  /** What is invoked. */
  arn: $util.Output<string>;
  alias?: $util.Output<string>;
}

export const unqualified = ({ arn }: sst.aws.Function): Invocable => ({ functionArn: arn, arn });

interface Invoker {
  principal: string;
  sourceArn: $util.Input<string>;
}

/** Lets a service of AWS invoke it. */
export const permit = (name: string, { functionArn, alias }: Invocable, invoker: Invoker) =>
  new aws.lambda.Permission(name, {
    action: "lambda:InvokeFunction",
    function: functionArn,
    ...(alias ? { qualifier: alias } : {}),
    ...invoker,
  });
