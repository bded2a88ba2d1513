import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { seal } from "@latchkey/core/key-ring/seal";
import { Unavailable } from "@latchkey/core/outage";
import { describe, expect, it } from "vitest";
import { aGateway, aService, consumerContext, type Sent, startUpstream } from "./gateway.fixture.ts";

/** An upstream that keeps what reached it. */
const recordingUpstream = async () => {
  const reached: { request: IncomingMessage; body: Buffer }[] = [];
  const { url } = await startUpstream(async (request, response) => {
    reached.push({ request, body: await buffer(request) });
    response.setHeader("Content-Type", "text/plain").end("answer");
  });
  return { url, reached };
};

const refusal = async (sent: Sent, fields: Parameters<typeof aService>[1] = {}) => {
  const { url, reached } = await recordingUpstream();
  const gateway = aGateway(aService(url, fields));
  const answer = await gateway.send(sent);
  expect(reached).toEqual([]);
  return { ...answer, line: gateway.lines[0], faults: gateway.faults };
};

describe("a call that the authorizer has not admitted to this service", () => {
  it.each([
    ["nothing", undefined],
    ["only a principal", { principalId: "con_1" }],
    ["a person", { kind: "person", personId: "p", email: "a@b.test", admin: "true", body: "any" }],
    ["a place that nobody understands", consumerContext({ hide: "body:x" })],
  ])("is a bare 500 where the authorizer said %s", async (_what, authorizer) => {
    const { status, json, faults } = await refusal({ authorizer });
    expect(status).toBe(500);
    expect(json()).toEqual({
      type: "https://api.latchkey.test/docs/problems#internal-error",
      title: "Something went wrong here",
      status: 500,
      detail: "Something went wrong here",
      instance: "/echo/x",
      code: "internal-error",
      requestId: "ext-1",
    });
    expect(faults).toHaveLength(1);
  });

  it.each([
    ["another service's slug", { path: "/other/x" }, {}],
    ["a slug that another service has now", {}, { id: "svc_2" }],
    ["a draft", {}, { status: "draft" as const }],
    ["an encoded slug", { path: "/%65cho/x" }, {}],
    ["no path", { path: "" }, {}],
  ])("is refused: %s", async (_what, sent, fields) => {
    const { status, json, header } = await refusal(sent, fields);
    expect(status).toBe(403);
    expect(json()).toMatchObject({ code: "no-subscription", requestId: "ext-1" });
    expect(header("content-type")).toEqual(["application/problem+json"]);
  });

  it("never reaches the management API", async () => {
    const { status } = await refusal({ path: "/latchkey/v1/teams" }, { slug: "latchkey" });
    expect(status).toBe(403);
  });
});

describe("a call that cannot be forwarded as it is", () => {
  it.each(["/echo/../x", "/echo/%2e%2e/x", "/echo/a%2f..%2fb", "/echo/%zz", "/echo/%00"])(
    "is refused for its path: %s",
    async (path) => {
      const { status, json } = await refusal({ path });
      expect(status).toBe(400);
      expect(json()).toMatchObject({ code: "invalid-path", instance: path });
    },
  );

  it.each(["/echo/public/%252e%252e/x", "/echo/public/..%20/x", "/echo/public/%EF%BC%8E%EF%BC%8E/x"])(
    "is refused for a path that is another one to others, where scopes name paths: %s",
    async (path) => {
      const { status, json } = await refusal(
        { path },
        { scopes: [{ name: "public", paths: ["/public/*"] }] },
      );
      expect([status, json()]).toMatchObject([400, { code: "invalid-path" }]);
    },
  );

  it("is refused for a body over 4 MiB", async () => {
    const { status, json, line } = await refusal({ method: "POST", body: Buffer.alloc(4_194_305) });
    expect(status).toBe(413);
    expect(json()).toMatchObject({ code: "payload-too-large" });
    expect(line).toMatchObject({ status: 413, code: "payload-too-large", consumer: "con_1" });
  });

  it("is refused for too many headers", async () => {
    const headers = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`X-${index}`, ["1"]]));
    expect((await refusal({ headers })).status).toBe(413);
  });

  it.each([
    ["none", Buffer.from("x")],
    [`sha256=${createHash("sha256").update("y").digest("hex")}`, Buffer.from("x")],
    [`sha256=${createHash("sha256").update("y").digest("hex")}`, undefined],
    ["what nobody understands", Buffer.from("x")],
  ])("is refused where the verdict allows another body: %s", async (body, sent) => {
    const call: Sent = {
      method: "POST",
      authorizer: consumerContext({ body }),
      ...(sent ? { body: sent } : {}),
    };
    const { status, json, line } = await refusal(call);
    expect(status).toBe(401);
    // One fixed document, whatever was wrong: as API Gateway's own for a 401.
    expect(json()).toMatchObject({ code: "invalid-credential", detail: "A valid credential is needed" });
    expect(line).toMatchObject({ code: "invalid-credential", cause: "body-mismatch" });
  });
});

describe("a call that comes back", () => {
  it.each([
    ["as this gateway sends it", { "CDN-Loop": ["gateway.test"] }],
    ["after others", { "cdn-loop": ["cloudflare, other.test; v=1 , Gateway.Test;x=y"] }],
  ])("is refused, and nothing of it is forwarded: %s", async (_what, headers) => {
    const { status, json, line } = await refusal({ headers });
    expect([status, json()]).toMatchObject([508, { code: "loop-detected" }]);
    expect(line).toMatchObject({ status: 508, code: "loop-detected", consumer: "con_1", serviceId: "svc_1" });
  });

  it("is known by what the first one told its upstream", async () => {
    const { url, reached } = await recordingUpstream();
    const gateway = aGateway(aService(url));
    await gateway.send({ headers: { "CDN-Loop": ["cloudflare"] } });
    const told = reached[0]?.request.headersDistinct["cdn-loop"] ?? [];
    expect(told).toEqual(["cloudflare, gateway.test"]);
    expect((await gateway.send({ headers: { "CDN-Loop": told } })).status).toBe(508);
    expect(reached).toHaveLength(1);
  });
});

describe("a call that is admitted", () => {
  it("has in its line the time at which API Gateway received it, as the access log has", async () => {
    const { url } = await recordingUpstream();
    const gateway = aGateway(aService(url));
    await gateway.send({ requestTimeEpoch: 1_772_366_400_123 });
    expect(gateway.lines[0]).toMatchObject({ at: "2026-03-01T12:00:00.123Z", requestId: "ext-1" });
  });

  it("reaches the upstream as it was sent, with who calls and without the credential", async () => {
    const { url, reached } = await recordingUpstream();
    const gateway = aGateway(aService(`${url}/base?fixed=1`));
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
    const gateway = aGateway(aService(url));
    await gateway.send({
      method: "PUT",
      path: "/echo/private",
      query: { q: ["private"] },
      headers: { "X-API-Key": ["private-private-private"] },
      body: Buffer.from("private"),
    });
    expect(gateway.lines).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: "ext-1",
        method: "PUT",
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
    const keys = { ring: async () => ring, refresh: async () => ring };
    const gateway = aGateway(aService(url, { upstream }), { keys });
    await gateway.send({ headers: { "X-Upstream-Key": ["client's"] } });
    expect(reached[0]?.request.headers["x-upstream-key"]).toBe("upstream's own");

    const other = { current: "k2", keys: { k2: Buffer.alloc(32, 8).toString("base64") } };
    const without = aGateway(aService(url, { upstream }), {
      keys: { ring: async () => other, refresh: async () => other },
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
    const gateway = aGateway(aService(url, { cors: { origins: ["https://app.test"] } }));
    const named = await gateway.send({ headers: { origin: ["https://app.test"] } });
    expect(named.header("access-control-allow-origin")).toEqual(["https://app.test"]);
    expect(named.header("vary")).toEqual(["Accept", "Origin"]);
    const other = await gateway.send({ headers: { origin: ["https://evil.test"] } });
    expect(other.header("access-control-allow-origin")).toBeUndefined();
    const refused = await gateway.send({ path: "/echo/..", headers: { origin: ["https://app.test"] } });
    expect(refused.status).toBe(400);
    expect(refused.header("access-control-allow-origin")).toEqual(["https://app.test"]);
  });

  it.each(["6bb3ab2f-7c40-4f6c-8d9a-0f1a2b3c4d5e", 'x","code":"y', "x\r\nX-Plan: gold", "x".repeat(129)])(
    "has the id that API Gateway made, never the one that a client may choose: %j",
    async (requestId) => {
      const { url, reached } = await recordingUpstream();
      const answer = await aGateway(aService(url)).send({ requestId });
      expect(answer.header("x-request-id")).toEqual(["ext-1"]);
      expect(reached[0]?.request.headersDistinct["x-request-id"]).toEqual(["ext-1"]);
      expect(reached[0]?.request.headersDistinct["x-plan"]).toEqual([""]);
    },
  );
});

describe("what is nobody's call", () => {
  it("says that it is well", async () => {
    const gateway = aGateway(undefined);
    const answer = await gateway.send({ path: "/healthz", resource: "/healthz", authorizer: undefined });
    expect(answer).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(gateway.lines).toEqual([]);
  });

  it("answers OPTIONS itself", async () => {
    const { url, reached } = await recordingUpstream();
    const gateway = aGateway(aService(url, { cors: { origins: ["https://app.test"] } }));
    const headers = { Origin: ["https://app.test"], "Access-Control-Request-Headers": ["x-api-key"] };
    const named = await gateway.send({ method: "OPTIONS", headers, authorizer: undefined });
    expect(named.status).toBe(204);
    expect(named.header("access-control-allow-headers")).toEqual(["x-api-key"]);
    const unknown = await gateway.send({
      method: "OPTIONS",
      path: "/other/x",
      headers,
      authorizer: undefined,
    });
    expect(unknown.status).toBe(204);
    expect(unknown.header("access-control-allow-origin")).toBeUndefined();
    expect(reached).toEqual([]);
    expect(gateway.lines).toEqual([]);
  });
});

describe("a service that has just been made, or changed", () => {
  it("is called although it was unknown a moment ago", async () => {
    const { url } = await recordingUpstream();
    let service: ReturnType<typeof aService> | undefined;
    const gateway = aGateway(undefined, { serviceBySlug: async () => service });
    expect((await gateway.send({ method: "OPTIONS" })).status).toBe(204);
    service = aService(url);
    expect((await gateway.send()).status).toBe(200);
  });

  it("is read once in 5 s", async () => {
    const { url } = await recordingUpstream();
    let reads = 0;
    let at = 1_000_000;
    const gateway = aGateway(undefined, {
      now: () => at,
      serviceBySlug: async () => {
        reads += 1;
        return aService(url);
      },
    });
    for (const later of [0, 2000, 4999]) {
      at = 1_000_000 + later;
      await gateway.send();
    }
    expect(reads).toBe(1);
    at += 1;
    await gateway.send();
    expect(reads).toBe(2);
  });
});
