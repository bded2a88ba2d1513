import { createHmac, createSecretKey, hash, randomBytes } from "node:crypto";
import { keysOf } from "@latchkey/core/testing/records";
import { DEFAULT_AUTHORIZER_SETTINGS } from "@latchkey/core/verdict/authorize";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { createAuthorizerHandler } from "@latchkey/functions/authorizer/authorizer";
import { createThroughEdge } from "@latchkey/functions/call/through-edge";
import { identityFrom } from "@latchkey/functions/testing/request-identity";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import type { BenchCase } from "./bench-case.ts";
import { keyHolder, SERVICE } from "./bench-records.ts";
import { callStore } from "./call-store.ts";

export const DECISION = "API key: the whole decision, event in, policy out, records warm";
const KEYS = 1000;
/** What API Gateway hands to a REQUEST authorizer for a call with curl. */
export const eventWith = (credential: Record<string, string>): APIGatewayRequestAuthorizerEvent => {
  const headers: Record<string, string> = {
    accept: "application/json",
    "Accept-Encoding": "gzip, deflate, br",
    "CloudFront-Forwarded-Proto": "https",
    "content-type": "application/json",
    Host: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
    "User-Agent": "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
    "X-Amzn-Trace-Id": "Root=1-65f00000-000000000000000000000000",
    ...credential,
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
  };
  return {
    type: "REQUEST",
    methodArn: "arn:aws:execute-api:eu-central-1:123456789012:gw/prod/GET/orders/v1/orders/42",
    resource: "/{service}/{proxy+}",
    path: "/orders/v1/orders/42",
    httpMethod: "GET",
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    pathParameters: { service: "orders", proxy: "v1/orders/42" },
    queryStringParameters: { limit: "10", sort: "name" },
    multiValueQueryStringParameters: { limit: ["10"], sort: ["name"] },
    stageVariables: {},
    requestContext: {
      accountId: "123456789012",
      apiId: "gw",
      authorizer: undefined,
      domainName: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
      extendedRequestId: "QfBx5yy08XH0Q2s=",
      httpMethod: "GET",
      identity: identityFrom("203.0.113.7"),
      path: "/prod/orders/v1/orders/42",
      protocol: "HTTP/1.1",
      requestId: "d4f6c1d0-0000-4000-8000-000000000000",
      requestTimeEpoch: 1_767_225_600_000,
      resourceId: "abc123",
      resourcePath: "/{service}/{proxy+}",
      stage: "prod",
    },
  };
};

/** The decision as the Lambda makes it, over records that are remembered, beside the least that any key check does. */
export const authorizerCases = (): readonly BenchCase[] => {
  const pepper = randomBytes(32);
  const ring = { current: "p1", keys: { p1: pepper.toString("base64") } };
  const made = Array.from({ length: KEYS }, (_, index) => {
    const holder = keyHolder(index, ring, randomBytes);
    return { ...holder, event: eventWith({ "X-API-Key": holder.apiKey }) };
  });
  const byConsumer = new Map(made.map((each) => [each.consumer.id, each]));
  const store = callStore(SERVICE, ({ consumerId }) => {
    const { credential, consumer, subscription } = byConsumer.get(consumerId) ?? {};
    return { credential, consumer, subscription };
  });
  const keys = keysOf(ring);
  const dependencies = {
    authorizer: createAuthorizer(store, keys, { ...DEFAULT_AUTHORIZER_SETTINGS, recordLifetime: 3_600_000 }),
    people: undefined,
    apis: { control: "control", gateway: "gw" },
    services: {},
    throughEdge: createThroughEdge([]),
    sealPending: async () => undefined,
    now: Date.now,
    refused: () => undefined,
  };
  const handler = createAuthorizerHandler(dependencies);
  const pepperKey = createSecretKey(pepper);
  const stored = (key: string) =>
    createHmac("sha256", pepperKey)
      .update(hash("sha256", key, "buffer"))
      .digest("base64");
  const records = new Map(made.map((each) => [stored(each.apiKey), each]));
  let turn = 0;
  const next = () => {
    const each = made[turn++ % KEYS];
    if (!each) throw new Error("There are keys.");
    return each;
  };
  return [
    {
      group: DECISION,
      name: "SHA-256, HMAC with pepper, Map",
      role: "floor",
      run: () => {
        if (!records.has(stored(next().apiKey))) throw new Error("not found");
      },
    },
    {
      group: DECISION,
      name: "latchkey",
      role: "ours",
      atLeast: 0.3,
      run: async () => {
        const { context } = await handler(next().event);
        if (!context || !("kind" in context)) throw new Error("refused");
      },
    },
  ];
};
