import type { Plane } from "@latchkey/functions/routes/gateway-responses";
import type { Route } from "@latchkey/functions/routes/route";
import { type Invocable, permit } from "./invocable.ts";
import { TITLES } from "./planes.ts";

interface Answering {
  /** What the function is called in the program. */
  title: string;
  function: Invocable;
  /** Streams answers for up to so many milliseconds. */
  streamsFor?: number;
  authorizer: $util.Input<string>;
}

/**
 * Leads routes of a plane to a function. One permission of the function covers all of them: SST's own route adds an equal one
 * for each, and a function's policy holds no more than 20 KB.
 */
export const answer = (
  plane: Plane,
  api: sst.aws.ApiGatewayV1,
  routes: readonly Route[],
  { title, function: invoked, streamsFor, authorizer }: Answering,
) => {
  const allowed = permit(`${TITLES[plane]}Invokes${title}`, invoked, {
    principal: "apigateway.amazonaws.com",
    sourceArn: $interpolate`${api.nodes.api.executionArn}/*`,
  });
  const streaming = streamsFor !== undefined;
  for (const { method, path, public: open } of routes)
    api.routeIntegration(
      `${method} ${path}`,
      {
        type: "aws-proxy",
        integrationHttpMethod: "POST",
        uri: invoked.arn.apply((target) => invocationUri(target, streaming)),
      },
      {
        name: `${method}${path}`,
        ...(open ? {} : { auth: { custom: authorizer } }),
        transform: {
          integration: (integration, options) => {
            integration.responseTransferMode = streaming ? "STREAM" : "BUFFERED";
            if (streaming) integration.timeoutMilliseconds = streamsFor;
            options.dependsOn = [allowed];
          },
        },
      },
    );
};

/** What API Gateway calls an invocation (API Gateway REST API Reference, "Integration", `uri`). */
const invocationUri = (arn: string, streaming: boolean): string => {
  const [, partition, , region] = arn.split(":");
  const invocation = streaming
    ? `2021-11-15/functions/${arn}/response-streaming-invocations`
    : `2015-03-31/functions/${arn}/invocations`;
  return `arn:${partition}:apigateway:${region}:lambda:path/${invocation}`;
};
