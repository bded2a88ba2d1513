import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { restEvent } from "../authorizer/provider-event.fixture.ts";
import { providerRestRequest } from "./rest-request.ts";

// Recorded on AWS by LocalStack (tests/aws/services/apigateway/test_apigateway_lambda.snapshot.json, Apache-2.0): what
// the function behind a REST API got. A REQUEST authorizer gets the same but for `type` and `methodArn`, and no body.
const root = resolve(import.meta.dirname, "../../../..");
const file = resolve(root, process.env["LATCHKEY_VECTORS"] ?? "../shared/vectors", "rest-events.json");
const present = existsSync(file);

const isEvent = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && "httpMethod" in value && "requestContext" in value;

const recorded = (): [name: string, event: APIGatewayRequestAuthorizerEvent][] => {
  const found: [string, APIGatewayRequestAuthorizerEvent][] = [];
  const collect = (name: string, value: unknown): void => {
    if (isEvent(value)) found.push([name, asAuthorizerEvent(value)]);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) collect(key === "content" ? name : key, inner);
  };
  if (present) collect("", JSON.parse(readFileSync(file, "utf8")));
  return found;
};

/** Masks of the recording (`<host:1>`) get values; one of them hides a list. */
const asAuthorizerEvent = ({ body: _body, isBase64Encoded: _, ...event }: Record<string, unknown>) => {
  const text = JSON.stringify({ ...event, type: "REQUEST" })
    .replaceAll('"<X-Forwarded-For>"', '["203.0.113.9"]')
    .replaceAll("<host:1>", "abc123.execute-api.us-east-1.amazonaws.com")
    .replaceAll(/<api-id(?::\d)?>/g, "abc123")
    .replaceAll(/<source-ip(?::\d)?>/g, "203.0.113.9");
  return JSON.parse(text) as APIGatewayRequestAuthorizerEvent;
};

const table = ({ requestContext }: APIGatewayRequestAuthorizerEvent) => ({
  [`${requestContext.apiId}/${requestContext.stage}`]: "weather",
});

describe.skipIf(!present)("an event recorded on AWS (skipped without the shared vectors)", () => {
  const events = recorded();

  it("is there at all", () => {
    expect(events.length).toBeGreaterThanOrEqual(12);
  });

  it.each(events)("%s: is read as the call it was", (_name, event) => {
    const named = { ...event, stageVariables: { latchkeyService: "weather" } };
    const request = providerRestRequest(named, {})?.request;
    expect(request).toMatchObject({
      method: event.httpMethod,
      path: event.requestContext.path,
      service: "weather",
      rest: event.path,
      sourceIp: "203.0.113.9",
      requestId: event.requestContext.requestId,
    });
    expect(request?.path.startsWith(`/${event.requestContext.stage}/`)).toBe(true);
    const values = Object.values(event.multiValueQueryStringParameters ?? {}).flat();
    expect(request?.query.map(([, value]) => value)).toEqual(values);
    expect(request?.headers["host"]).toEqual(["abc123.execute-api.us-east-1.amazonaws.com"]);
    expect(request?.headers["authorization"] ?? event.multiValueHeaders?.["Authorization"]).toEqual(
      event.multiValueHeaders?.["Authorization"],
    );
    expect(Object.keys(request?.headers ?? {}).every((name) => name === name.toLowerCase())).toBe(true);
  });

  it("keeps the percent-encoding of its path, which signatures cover", () => {
    const paths = events.map(([, event]) => providerRestRequest(event, table(event))?.request.rest);
    expect(paths).toEqual(events.map(([, event]) => event.path));
    expect(events.some(([, event]) => event.path.includes("%2B"))).toBe(true);
  });
});

describe("a REQUEST event on a domain of the provider's", () => {
  it("has the base path in its path, as the client has signed it", () => {
    const event = restEvent({ path: "/base/today", stageVariables: { latchkeyService: "weather" } });
    event.requestContext.domainName = "api.example.com";
    event.requestContext.path = "/base/today";
    expect(providerRestRequest(event, {})?.request).toMatchObject({
      path: "/base/today",
      rest: "/base/today",
    });
  });
});
