import type { APIGatewayProxyEvent } from "aws-lambda";

/**
 * The request's id, in logs, headers and problem documents: the one that API Gateway makes. The other one a client may
 * choose (API Gateway Developer Guide, "$context variables").
 */
export const requestIdOf = ({ requestContext }: Pick<APIGatewayProxyEvent, "requestContext">): string => {
  const { requestId, extendedRequestId } = requestContext;
  return [extendedRequestId, requestId].find((id) => id !== undefined && ID.test(id)) ?? "unknown";
};

const ID = /^[\w.:=+/-]{1,128}$/;
