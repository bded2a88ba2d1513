import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { aRing, NOW } from "@latchkey/core/testing/records";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { quietLog } from "../testing/quiet-log.ts";
import { identityFrom } from "../testing/request-identity.ts";
import type { Handle } from "./link-handler.ts";

export const CONTROL_URL = "https://control.example.com";

export const ring = aRing("link-1");

interface Request {
  method?: "GET" | "HEAD" | "POST";
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** As API Gateway hands a request over, with every media type taken as binary. */
export const requestOf = (
  token: string,
  { method = "GET", body, headers = {} }: Request = {},
): APIGatewayProxyEvent => ({
  httpMethod: method,
  resource: "/approvals/{token}",
  path: `/approvals/${token}`,
  pathParameters: { token },
  headers,
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  stageVariables: null,
  body: body === undefined ? null : Buffer.from(body).toString("base64"),
  isBase64Encoded: body !== undefined,
  requestContext: {
    accountId: "",
    apiId: "control",
    authorizer: null,
    httpMethod: method,
    identity: identityFrom("192.0.2.7"),
    path: `/approvals/${token}`,
    protocol: "HTTP/1.1",
    requestId: "request-1",
    requestTimeEpoch: NOW,
    resourceId: "",
    resourcePath: "/approvals/{token}",
    stage: "prod",
  },
});

/** What the handlers of a link need, over a real table, at a time. */
export const portsAt = (store: TestStore, now: number) => ({
  stores: store.stores,
  now: () => now,
  commit: (at: number) => store.commitWith({ now: at }),
  controlUrl: CONTROL_URL,
  log: quietLog,
});

export const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** What a link's two handlers answer to a person, and to a mail's scanner. */
export const visiting = ({ show, answer }: { show: Handle; answer: Handle }) => ({
  open: (token: string) => show(requestOf(token)),
  scan: (token: string) => show(requestOf(token, { method: "HEAD" })),
  send: (token: string, body: string | Buffer, headers: Record<string, string> = FORM) =>
    answer(requestOf(token, { method: "POST", body, headers })),
});
