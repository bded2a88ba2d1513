import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from "aws-lambda";

export type Plane = "control" | "gateway";

/** What the events of an authorizer and of the Lambda behind it have in common. */
export type CallEvent = APIGatewayRequestAuthorizerEvent | APIGatewayProxyEvent;

/**
 * The plane an event belongs to, by the API's id: nothing that a client sends decides it. Nothing for an API that is
 * not ours.
 */
export const planeOf = (event: CallEvent, apis: { control: string; gateway: string }): Plane | undefined => {
  const { apiId } = event.requestContext;
  if (apiId === "") return undefined;
  return apiId === apis.control ? "control" : apiId === apis.gateway ? "gateway" : undefined;
};
