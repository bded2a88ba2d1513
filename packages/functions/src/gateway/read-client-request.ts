import type { ClientRequest } from "@latchkey/core/gateway/client-request";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { valuePairs } from "../call/value-pairs.ts";

export const clientRequest = (event: APIGatewayProxyEvent): ClientRequest => ({
  headers: valuePairs(event.multiValueHeaders),
  query: valuePairs(event.multiValueQueryStringParameters),
});
