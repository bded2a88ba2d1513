import type { CallRequest } from "./call-request.ts";

export const requestOf = (apiKey: string, service: string): CallRequest => ({
  method: "GET",
  path: `/${service}/today`,
  service,
  rest: "/today",
  query: [],
  headers: { "x-api-key": [apiKey] },
  sourceIp: "192.0.2.1",
  requestId: "request",
});
