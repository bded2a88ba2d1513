import type { Writable } from "node:stream";

/** What the Node.js runtime hands to a function as its second argument (the fields that libraries read). */
export interface LambdaContext {
  callbackWaitsForEmptyEventLoop: boolean;
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly memoryLimitInMB: string;
  getRemainingTimeInMillis(): number;
}

// Written as methods, because only method parameters may be narrower in what is assigned: each function declares
// its own view of the event, and the adapter sends JSON to all of them.
interface LambdaSignatures {
  buffered(event: unknown, context: LambdaContext): unknown;
  streaming(event: unknown, responseStream: Writable, context: LambdaContext): unknown;
}

/** `async (event, context) => answer` */
export type LambdaHandler = LambdaSignatures["buffered"];

/** What `awslambda.streamifyResponse` makes: `async (event, responseStream, context) => {}` */
export type StreamingHandler = LambdaSignatures["streaming"];
