import { seal } from "@latchkey/core/key-ring/seal";
import { Unavailable } from "@latchkey/core/outage";
import { keysOf } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { aGateway, consumerContext, serviceAt, startUpstream } from "./gateway.fixture.ts";
import { recordingUpstream } from "./recording-upstream.fixture.ts";

describe("a call that is admitted", () => {
  it("has in its line the time at which API Gateway received it, as the access log has", async () => {
    const { url } = await recordingUpstream();
    const gateway = aGateway(serviceAt(url));
    await gateway.send({ requestTimeEpoch: 1_772_366_400_123 });
    expect(gateway.lines[0]).toMatchObject({ at: "2026-03-01T12:00:00.123Z", requestId: "ext-1" });
  });

  it("reaches the upstream as it was sent, with who calls and without the credential", async () => {
    const { url, reached } = await recordingUpstream();
    const gateway = aGateway(serviceAt(`${url}/base?fixed=1`));
    const body = Buffer.from([0, 255, 1, 254]);
    const answer = await gateway.send({
      method: "POST",
      path: "/echo/a%2Fb//c/",
      query: { a: ["1", "2 3"], "b[]": ["ü"] },
      headers: {
        "X-API-Key": ["lk_0123456789abcdef_x"],
        "X-Many": ["1", "2"],
        "X-Consumer-Id": ["forged"],
        "X-Forwarded-For": ["1.2.3.4"],
        Connection: ["x-hop"],
        "X-Hop": ["1"],
      },
      body,
      authorizer: consumerContext({ plan: "gold" }),
    });
    expect(answer).toMatchObject({ status: 200, text: "answer" });
    const [seen] = reached;
    expect(seen?.body).toEqual(body);
    expect(seen?.request).toMatchObject({
      method: "POST",
      url: "/base/a%2Fb//c/?fixed=1&a=1&a=2%203&b%5B%5D=%C3%BC",
    });
    expect(seen?.request.headersDistinct).toEqual({
      connection: ["keep-alive"],
      "content-length": ["4"],
      host: [new URL(url).host],
      "x-many": ["1", "2"],
      "x-consumer-id": ["con_1"],
      "x-consumer-name": ["caller"],
      "x-credential-id": ["crd_1"],
      "x-subscription-id": ["sub_1"],
      "x-plan": ["gold"],
      "x-request-id": ["ext-1"],
      "x-forwarded-for": ["203.0.113.9"],
      "x-forwarded-proto": ["https"],
      "x-forwarded-host": ["gateway.test"],
      "cdn-loop": ["gateway.test"],
    });
  });

  it("is logged in one line of ids and figures", async () => {
    const { url } = await recordingUpstream();
    const gateway = aGateway(serviceAt(url));
    await gateway.send({
      method: "PUT",
      path: "/echo/orders/private",
      query: { q: ["private"] },
      headers: { "X-API-Key": ["private-private-private"] },
      body: Buffer.from("private"),
    });
    expect(gateway.lines).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: "ext-1",
        method: "PUT",
        path: "/orders/…",
        operation: "other",
        slug: "echo",
        serviceId: "svc_1",
        consumer: "con_1",
        credential: "crd_1",
        subscription: "sub_1",
        team: "callers",
        status: 200,
        upstreamStatus: 200,
        bytesIn: 7,
        bytesOut: 6,
        durationMs: expect.any(Number),
        upstreamMs: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(gateway.lines)).not.toContain("private");
  });

  it("carries the service's own headers, opened", async () => {
    const { url, reached } = await recordingUpstream();
    const ring = { current: "k1", keys: { k1: Buffer.alloc(32, 7).toString("base64") } };
    const sealed = seal(ring, "upstream's own", "svc_1", (length) => Buffer.alloc(length, 1));
    const upstream = { url, timeoutSeconds: 5, sealedHeaders: { "x-upstream-key": sealed } };
    const keys = keysOf(ring);
    const gateway = aGateway(serviceAt(url, { upstream }), { keys });
    await gateway.send({ headers: { "X-Upstream-Key": ["client's"] } });
    expect(reached[0]?.request.headers["x-upstream-key"]).toBe("upstream's own");

    const other = { current: "k2", keys: { k2: Buffer.alloc(32, 8).toString("base64") } };
    const without = aGateway(serviceAt(url, { upstream }), {
      keys: keysOf(other),
    });
    expect(await without.send()).toMatchObject({ status: 503 });
    expect(reached).toHaveLength(1);
  });

  it("is refused with 503 while the store does not answer", async () => {
    const gateway = aGateway(undefined, { serviceBySlug: () => Promise.reject(new Unavailable("down")) });
    const { status, json, header } = await gateway.send();
    expect(status).toBe(503);
    expect(json()).toMatchObject({ code: "unavailable" });
    expect(header("retry-after")).toEqual(["1"]);
  });

  it("is answered with CORS for an origin that the service names, refusals too, whatever the upstream says", async () => {
    const { url } = await startUpstream((_request, response) =>
      response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Vary", "Accept").end(),
    );
    const gateway = aGateway(serviceAt(url, { cors: { origins: ["https://app.test"] } }));
    const named = await gateway.send({ headers: { origin: ["https://app.test"] } });
    expect(named.header("access-control-allow-origin")).toEqual(["https://app.test"]);
    expect(named.header("vary")).toEqual(["Accept", "Origin"]);
    const other = await gateway.send({ headers: { origin: ["https://evil.test"] } });
    expect(other.header("access-control-allow-origin")).toBeUndefined();
    const refused = await gateway.send({ path: "/echo/..", headers: { origin: ["https://app.test"] } });
    expect(refused.status).toBe(400);
    expect(refused.header("access-control-allow-origin")).toEqual(["https://app.test"]);
  });

  it("is read by the portal, whatever the service names and whatever is refused, and never with cookies", async () => {
    const { url } = await startUpstream((_request, response) => response.end("fine"));
    const headers = { origin: ["https://portal.test"] };
    const gateway = aGateway(serviceAt(url));
    const answers = [
      await gateway.send({ headers }),
      await gateway.send({ headers, path: "/echo/.." }),
      await gateway.send({ headers, path: "/unknown/x" }),
      await gateway.send({ headers, authorizer: undefined }),
      await gateway.send({ headers, method: "OPTIONS", path: "/unknown/x", authorizer: undefined }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 403, 500, 204]);
    for (const answer of answers) {
      expect(answer.header("access-control-allow-origin")).toEqual(["https://portal.test"]);
      expect(answer.header("vary")).toContain("Origin");
      expect(answer.header("access-control-allow-credentials")).toBeUndefined();
    }
    const other = await gateway.send({ headers: { origin: ["https://portal.test.evil.test"] } });
    expect(other.header("access-control-allow-origin")).toBeUndefined();
  });

  it.each(["6bb3ab2f-7c40-4f6c-8d9a-0f1a2b3c4d5e", 'x","code":"y', "x\r\nX-Plan: gold", "x".repeat(129)])(
    "has the id that API Gateway made, never the one that a client may choose: %j",
    async (requestId) => {
      const { url, reached } = await recordingUpstream();
      const answer = await aGateway(serviceAt(url)).send({ requestId });
      expect(answer.header("x-request-id")).toEqual(["ext-1"]);
      expect(reached[0]?.request.headersDistinct["x-request-id"]).toEqual(["ext-1"]);
      expect(reached[0]?.request.headersDistinct["x-plan"]).toEqual([""]);
    },
  );
});
