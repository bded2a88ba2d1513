import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from "aws-lambda";

/** What API Gateway hands to the gateway's Lambda for a call that the authorizer has let through. */
export const gatewayEvent = (
  { path, httpMethod, resource, headers, multiValueHeaders, ...asked }: APIGatewayRequestAuthorizerEvent,
  context: object,
): APIGatewayProxyEvent => ({
  path,
  httpMethod,
  resource,
  headers: headers ?? {},
  multiValueHeaders: multiValueHeaders ?? {},
  pathParameters: asked.pathParameters,
  queryStringParameters: asked.queryStringParameters,
  multiValueQueryStringParameters: asked.multiValueQueryStringParameters,
  stageVariables: asked.stageVariables,
  body: null,
  isBase64Encoded: false,
  requestContext: { ...asked.requestContext, authorizer: { ...context } },
});
