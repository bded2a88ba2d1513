import { EDGE_FUNCTION, EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { cloudFrontEdge } from "./cloudfront-edge.ts";
import { type Call, policyAuthorizer, recorder, route, send, startApi } from "./rest-api.fixture.ts";

const SECRET = "secret-of-the-edge";
const HOST = "abc123.execute-api.eu-central-1.amazonaws.com";
const edge = cloudFrontEdge(EDGE_FUNCTION, { host: HOST, headers: { [EDGE_HEADERS.secret]: SECRET } });

/** Both events of a request, as JSON: that of the authorizer, that of the function. */
const eventsOf = async (target: string, call: Call, overrides: Parameters<typeof startApi>[0] = {}) => {
  const { events, handler } = recorder();
  const authorizer = policyAuthorizer("Allow");
  const { port } = await startApi({
    routes: [
      route("ANY", "/{proxy+}", handler, { authorized: true }),
      route("ANY", "/", handler, { authorized: true }),
    ],
    authorizer: { handler: authorizer.handler },
    binaryMediaTypes: ["*/*"],
    ...overrides,
  });
  const { status } = await send(port, target, call);
  return { status, events: [authorizer.events[0], events[0]].map(asEvent) };
};

const asEvent = (event: unknown): APIGatewayProxyEvent => JSON.parse(JSON.stringify(event ?? null));

describe("CloudFront, as it stands in front of an API", () => {
  const headers = [
    ...[
      "Host",
      "gateway.example.com",
      "Cookie",
      "a=1",
      "X-Two",
      "1",
      "X-Two",
      "2",
      "Proxy-Authorization",
      "lost",
    ],
    ...["latchkey-edge-secret", "guessed", "Latchkey-Edge-Address", "192.0.2.1", "Via", "1.1 own"],
  ];

  it("is the only address that the API sees, and the host is the API's own", async () => {
    const { events } = await eventsOf("/x", { headers }, { edge });
    for (const { multiValueHeaders, requestContext } of events) {
      expect(requestContext.domainName).toBe(HOST);
      expect(requestContext.identity.sourceIp).toBe("130.176.0.1");
      expect(multiValueHeaders).toMatchObject({
        Cookie: ["a=1"],
        "x-two": ["1", "2"],
        "latchkey-edge-secret": [SECRET],
        "latchkey-edge-address": ["127.0.0.1"],
        "X-Forwarded-For": ["127.0.0.1, 130.176.0.1"],
      });
      expect(JSON.stringify(multiValueHeaders)).not.toMatch(/guessed|192\.0\.2\.1|lost/);
    }
  });

  it("refuses a GET with a body, as it documents", async () => {
    const { status } = await eventsOf("/x", { headers, body: "x" }, { edge });
    expect(status).toBe(403);
    expect((await eventsOf("/x", { method: "POST", headers, body: "x" }, { edge })).status).toBe(200);
  });
});
