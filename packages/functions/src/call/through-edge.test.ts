import type { APIGatewayProxyEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { anEvent } from "../gateway/gateway.fixture.ts";
import { callRequest } from "./rest-request.ts";
import { createThroughEdge } from "./through-edge.ts";

const SECRET = "the-secret-of-the-edge";
const BEFORE = "the-one-before";
const throughEdge = createThroughEdge([SECRET, BEFORE]);
const HOST = "abc.execute-api.eu-central-1.amazonaws.com";

/** What API Gateway makes of a request that came through the edge. */
const eventWith = (headers: Record<string, string[]>): APIGatewayProxyEvent => {
  const event = anEvent();
  const { requestContext } = event;
  return {
    ...event,
    path: "/echo/x",
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: { Host: [HOST], ...headers },
    requestContext: {
      ...requestContext,
      domainName: HOST,
      path: "/production/echo/x",
      identity: { ...requestContext.identity, sourceIp: "130.176.0.1" },
    },
  };
};

const carried = (more: Record<string, string[]> = {}) => ({
  "latchkey-edge-secret": [SECRET],
  "latchkey-edge-host": ["gateway.example.com"],
  "latchkey-edge-address": ["203.0.113.9"],
  "latchkey-edge-authorization": ["AWS4-HMAC-SHA256 signed"],
  ...more,
});

const readAs = (headers: Record<string, string[]>, through = throughEdge) =>
  callRequest(through(eventWith(headers)), "gateway");

const DIRECT = { path: "/production/echo/x", sourceIp: "130.176.0.1" };

describe("a request that came through the edge", () => {
  it("reads as the client has sent it: credential, host, path without the stage, address", () => {
    expect(readAs({ ...carried(), accept: ["*/*"] })).toMatchObject({
      path: "/echo/x",
      sourceIp: "203.0.113.9",
      headers: {
        accept: ["*/*"],
        host: ["gateway.example.com"],
        authorization: ["AWS4-HMAC-SHA256 signed"],
      },
    });
  });

  it("is the same to who reads the last value of each header", () => {
    const { headers, requestContext } = throughEdge(eventWith(carried()));
    expect(headers).toEqual({ Host: "gateway.example.com", Authorization: "AWS4-HMAC-SHA256 signed" });
    expect(requestContext.domainName).toBe("gateway.example.com");
  });

  it("has the credential that the edge has carried, and no other", () => {
    const { headers } = readAs({ ...carried(), Authorization: ["Bearer other"] });
    expect(headers["authorization"]).toEqual(["AWS4-HMAC-SHA256 signed"]);
    const { "latchkey-edge-authorization": _, ...without } = carried();
    expect(readAs({ ...without, Authorization: ["Bearer other"] }).headers).not.toHaveProperty(
      "authorization",
    );
  });

  it("keeps each line of a repeated Authorization: two of them are nobody's one", () => {
    const { headers } = readAs(carried({ "latchkey-edge-authorization": ["one", "two"] }));
    expect(headers["authorization"]).toEqual(["one", "two"]);
  });

  it("may be proven by the secret before, for as long as edges still send it", () => {
    expect(readAs(carried({ "latchkey-edge-secret": [BEFORE] })).path).toBe("/echo/x");
  });

  it("tells nothing of CloudFront to the upstream, and all of the client's own hops", () => {
    const via = (value: string[]) => readAs({ ...carried(), Via: value, "X-Amz-Cf-Id": ["id"] }).headers;
    expect(via(["2.0 abc.cloudfront.net (CloudFront)"])).not.toHaveProperty("via");
    expect(via(["1.1 own", "2.0 abc.cloudfront.net (CloudFront)"])["via"]).toEqual(["1.1 own"]);
    expect(via(["1.1 own, 2.0 abc.cloudfront.net (CloudFront)"])["via"]).toEqual(["1.1 own"]);
    expect(via(["1.1 own"])).not.toHaveProperty("x-amz-cf-id");
  });
});

describe("what a client says of the edge by itself is removed, and means nothing", () => {
  const { "latchkey-edge-secret": _, ...unproven } = carried();
  const { "latchkey-edge-host": _host, ...withoutHost } = carried();
  const { "latchkey-edge-address": _address, ...withoutAddress } = carried();

  it.each<[string, Record<string, string[]>]>([
    ["without a secret", unproven],
    ["an empty secret", carried({ "latchkey-edge-secret": [""] })],
    ["a part of the secret", carried({ "latchkey-edge-secret": [SECRET.slice(0, -1)] })],
    ["the secret with more behind it", carried({ "latchkey-edge-secret": [`${SECRET} `] })],
    ["the secret in capitals", carried({ "latchkey-edge-secret": [SECRET.toUpperCase()] })],
    ["both secrets joined", carried({ "latchkey-edge-secret": [`${SECRET},${BEFORE}`] })],
    ["two secrets", carried({ "latchkey-edge-secret": [SECRET, SECRET] })],
    ["two secrets in two casings", { ...carried(), "Latchkey-Edge-Secret": ["guess"] }],
    ["two hosts", carried({ "latchkey-edge-host": ["a.example", "b.example"] })],
    ["no host", withoutHost],
    ["no address", withoutAddress],
    ["two addresses", carried({ "latchkey-edge-address": ["203.0.113.9", "192.0.2.1"] })],
    ["what is no address", carried({ "latchkey-edge-address": ["203.0.113.9, 192.0.2.1"] })],
  ])("%s", (_what, headers) => {
    const request = readAs({ ...headers, Authorization: ["Bearer own"], Accept: ["*/*"] });
    expect(request).toMatchObject(DIRECT);
    expect(request.headers).toEqual({ host: [HOST], authorization: ["Bearer own"], accept: ["*/*"] });
  });

  it.each([[[]], [[""]]])("in a stage without an edge, whatever is sent: %j", (secrets) => {
    const through = createThroughEdge(secrets);
    for (const secret of ["", SECRET]) {
      const request = readAs(carried({ "latchkey-edge-secret": [secret] }), through);
      expect(request).toMatchObject(DIRECT);
      expect(request.headers).toEqual({ host: [HOST] });
    }
  });

  it("and a request that says nothing of it is handed on as it is", () => {
    const event = eventWith({ Authorization: ["Bearer own"] });
    expect(throughEdge(event)).toBe(event);
  });
});
