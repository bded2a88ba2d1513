import type { APIGatewayProxyEvent } from "aws-lambda";

/**
 * The call's id, in logs, headers and problem documents. A client may choose it (API Gateway takes `x-amzn-requestid`),
 * so one that could be more than an id gives way to the one that API Gateway makes itself.
 */
export const requestIdOf = ({ requestContext }: APIGatewayProxyEvent): string => {
  const { requestId, extendedRequestId } = requestContext;
  return [requestId, extendedRequestId].find((id) => id !== undefined && ID.test(id)) ?? "unknown";
};

const ID = /^[\w.:=+/-]{1,128}$/;
