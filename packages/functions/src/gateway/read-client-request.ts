import type { ClientRequest } from "@latchkey/core/gateway/client-request";
import type { APIGatewayProxyEvent } from "aws-lambda";

export const clientRequest = (event: APIGatewayProxyEvent): ClientRequest => ({
  headers: pairs(event.multiValueHeaders),
  query: pairs(event.multiValueQueryStringParameters),
});

const pairs = (lists: Record<string, string[] | undefined> | null): [string, string][] =>
  Object.entries(lists ?? {}).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
