import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import type { HttpEvent } from "./http-request.ts";

export const API = "abcdef1234";
export const HOST = `${API}.execute-api.eu-central-1.amazonaws.com`;
export const ARN = `arn:aws:execute-api:eu-central-1:123456789012:${API}`;

const lists = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));

/** A REQUEST event of a provider's REST API on API Gateway's own address. */
export const restEvent = (
  given: {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    query?: Record<string, string>;
    stageVariables?: Record<string, string>;
    apiId?: string;
    extendedRequestId?: string;
    requestTimeEpoch?: number;
  } = {},
): APIGatewayRequestAuthorizerEvent => {
  const { method = "GET", path = "/weather/today", headers = {}, query = {}, apiId = API } = given;
  const { extendedRequestId, requestTimeEpoch } = given;
  const event = {
    type: "REQUEST",
    methodArn: `${ARN}/prod/${method}${path}`,
    path,
    httpMethod: method,
    headers: { Host: HOST, ...headers },
    multiValueHeaders: lists({ Host: HOST, ...headers }),
    queryStringParameters: query,
    multiValueQueryStringParameters: lists(query),
    stageVariables: given.stageVariables ?? {},
    requestContext: {
      apiId,
      domainName: HOST,
      stage: "prod",
      path: `/prod${path}`,
      requestId: "request-1",
      extendedRequestId,
      requestTimeEpoch,
      identity: { sourceIp: "203.0.113.9" },
    },
  };
  // As it arrives: JSON, of which only the parts above are read.
  return JSON.parse(JSON.stringify(event));
};

/** An event of an HTTP API, format 2.0, in the form of AWS's documentation: none was recorded. */
export const httpEvent = (
  given: {
    method?: string;
    rawPath?: string;
    rawQueryString?: string;
    headers?: Record<string, string>;
    cookies?: string[];
    stage?: string;
    stageVariables?: Record<string, string>;
    domainName?: string;
  } = {},
): HttpEvent => {
  const { method = "GET", rawPath = "/weather/today", rawQueryString = "", stage = "$default" } = given;
  const { domainName = HOST } = given;
  const event = {
    version: "2.0",
    type: "REQUEST",
    routeArn: `${ARN}/${stage}/${method}${rawPath}`,
    routeKey: "$default",
    rawPath,
    rawQueryString,
    cookies: given.cookies,
    headers: { host: domainName, ...given.headers },
    requestContext: {
      accountId: "123456789012",
      apiId: API,
      domainName,
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "203.0.113.9", userAgent: "agent" },
      requestId: "request-1",
      routeKey: "$default",
      stage,
      time: "12/Mar/2020:19:03:58 +0000",
      timeEpoch: 1583348638390,
    },
    stageVariables: given.stageVariables,
  };
  return JSON.parse(JSON.stringify(event));
};
