import type { Readable } from "node:stream";
import { readableAnswer } from "@latchkey/local/rest-api/readable-answer";
import { readPrelude } from "@latchkey/local/rest-api/stream-prelude";
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { captured } from "./captured-output.ts";

/** The Lambdas of a call, the modules that are deployed. The environment must be complete before. */
export const loadLambdas = async () => {
  const { handler: authorizer } = await import("@latchkey/functions/authorizer/authorizer-lambda");
  const { handler: gateway } = await import("@latchkey/functions/gateway/gateway-lambda");
  const { handler: ingest } = await import("@latchkey/functions/usage/ingest-lambda");
  return {
    /** The context of a call that is let through. */
    authorize: async (event: APIGatewayRequestAuthorizerEvent): Promise<object> => {
      const { context } = { context: undefined, ...(await authorizer(event)) };
      if (!context || !("kind" in context)) throw new Error("A call was not let through.");
      return context;
    },
    /** Forwards a call, and gives the lines that it left in the log. @throws unless it was answered 200 */
    forward: async (event: APIGatewayProxyEvent): Promise<string[]> => {
      const { stream, answer } = readableAnswer();
      const { answer: status, written } = await captured(async () => {
        const [start] = await Promise.all([statusOf(answer), gateway(event, stream, CONTEXT)]);
        return start;
      });
      if (status !== 200) throw new Error(`The gateway answered ${status}: ${written.join("")}`);
      return written;
    },
    /** How many calls were counted. */
    ingest: async (event: unknown): Promise<number> => (await captured(() => ingest(event))).answer.counted,
  };
};

const statusOf = async (answer: Readable): Promise<number | undefined> => {
  const chunks = answer[Symbol.asyncIterator]();
  const start = await readPrelude(chunks);
  while (!(await chunks.next()).done);
  return start?.head.statusCode;
};

const CONTEXT = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: "latchkey-cost-gateway",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:latchkey-cost-gateway",
  memoryLimitInMB: "512",
  awsRequestId: "00000000-0000-4000-8000-000000000000",
  logGroupName: "/aws/lambda/latchkey-cost-gateway",
  logStreamName: "2026/03/01/[$LATEST]0",
  getRemainingTimeInMillis: () => 60_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
