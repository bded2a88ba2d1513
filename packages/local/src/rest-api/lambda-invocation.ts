import type { LambdaContext, LambdaHandler } from "./lambda-handler.ts";

/** Lambda's limit for a request and for a buffered answer, as JSON. */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

export interface InvocationOptions {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly timeoutMilliseconds: number;
}

export type InvocationResult =
  /** What JSON has of the answer. */
  | { readonly kind: "answered"; readonly json: string }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "timed-out" };

/**
 * Calls a buffered function. The event is made for this call and has what JSON has; the answer travels as JSON, so the
 * function cannot hand over anything that Lambda would lose. After a time-out the function runs on, unheard, as it would there.
 */
export const invokeLambda = async (
  handler: LambdaHandler,
  event: object,
  options: InvocationOptions,
): Promise<InvocationResult> => {
  const late = Promise.withResolvers<InvocationResult>();
  const timer = setTimeout(() => late.resolve({ kind: "timed-out" }), options.timeoutMilliseconds);
  const call = async (): Promise<InvocationResult> => {
    try {
      const answer = (await handler(event, lambdaContext(options))) ?? null;
      const json = JSON.stringify(answer) ?? "null";
      if (Buffer.byteLength(json) > MAX_PAYLOAD_BYTES)
        throw new Error("Function.ResponseSizeTooLarge: over 6 MB");
      return { kind: "answered", json };
    } catch (error) {
      return { kind: "failed", error };
    }
  };
  try {
    return await Promise.race([call(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

export const lambdaContext = (options: InvocationOptions): LambdaContext => {
  const deadline = performance.now() + options.timeoutMilliseconds;
  return {
    awsRequestId: options.awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: options.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${options.functionName}`,
    logGroupName: `/aws/lambda/${options.functionName}`,
    logStreamName: "local",
    memoryLimitInMB: "1024",
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
};
