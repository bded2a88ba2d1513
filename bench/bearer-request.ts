import type { CallRequest } from "@latchkey/core/presented/call-request";

/** A call of a service with a token. */
export const bearerRequest = (service: string, token: string): CallRequest => ({
  method: "GET",
  path: "/weather",
  service,
  rest: "",
  query: [],
  headers: { authorization: [`Bearer ${token}`] },
  sourceIp: "192.0.2.1",
  requestId: "r",
});
