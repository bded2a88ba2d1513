import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { callRequest } from "@latchkey/functions/call/rest-request";
import { createThroughEdge } from "@latchkey/functions/call/through-edge";
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

const HOPS = new Set(["x-forwarded-for", "x-forwarded-port", "x-amzn-trace-id"]);

/** What a verdict is made of, but for what is new in each request. */
const readAs = (event: APIGatewayProxyEvent) => {
  const { headers, requestId: _, ...request } = callRequest(createThroughEdge([SECRET])(event), "gateway");
  const own = Object.entries(headers).filter(([name]) => !HOPS.has(name));
  return { ...request, headers: Object.fromEntries(own.sort()) };
};

interface Case {
  name: string;
  header: { signedRequest: string };
  query: { signedRequest: string };
}
const folder = process.env["LATCHKEY_VECTORS"] ?? join(import.meta.dirname, "../../../../../shared/vectors");
const file = join(folder, "sigv4.json");
const { cases }: { cases: Case[] } = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { cases: [] };

/** A raw request of the suite: folded header lines, targets that no client sends as they are. The length is the sender's. */
const parsed = (raw: string): { target: string; call: Call } => {
  const [head = "", ...rest] = raw.split("\n\n");
  const [requestLine = "", ...lines] = head.replace(/\n[ \t]+/g, " ").split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const headers = lines
    .filter((line) => line !== "" && !/^content-length:/i.test(line))
    .flatMap((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1)];
    });
  const body = rest.join("\n\n").trimEnd();
  return {
    target: encodeURI(decodeURI(target)),
    call: { method, headers, ...(body === "" ? {} : { body }) },
  };
};

const ROWS = cases.flatMap(({ name, header, query }) => [
  [`${name} in the header`, parsed(header.signedRequest)] as const,
  [`${name} in the query`, parsed(query.signedRequest)] as const,
]);

describe.skipIf(cases.length === 0)(
  "a request of AWS's own suite reads behind the edge as without it (skipped without the shared vectors)",
  () => {
    it.each(ROWS)("%s", async (_name, { target, call }) => {
      const direct = await eventsOf(target, call);
      const through = await eventsOf(target, call, { edge, signatureV4Dropped: "both" });
      expect([direct.status, through.status]).toEqual([200, 200]);
      for (const [index, event] of through.events.entries()) {
        const expected = direct.events[index];
        if (!expected) throw new Error("There is no such event.");
        expect(event.multiValueHeaders["Host"]).toEqual([HOST]);
        expect(readAs(event)).toEqual(readAs(expected));
      }
    });
  },
);

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
