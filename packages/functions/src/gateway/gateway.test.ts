import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aGateway, consumerContext, problemOf, type Sent, serviceAt } from "./gateway.fixture.ts";
import { recordingUpstream, refusal } from "./recording-upstream.fixture.ts";

describe("a call that the authorizer has not admitted to this service", () => {
  it.each([
    ["nothing", undefined],
    ["only a principal", { principalId: "con_1" }],
    ["a person", { kind: "person", personId: "p", email: "a@b.test", admin: "true", body: "any" }],
    ["a place that is not understood", consumerContext({ hide: "body:x" })],
  ])("is a bare 500 where the authorizer said %s", async (_what, authorizer) => {
    const { status, json, faults } = await refusal({ authorizer });
    expect(status).toBe(500);
    expect(json()).toEqual(problemOf("internal-error", 500, "Something went wrong here"));
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
    ["what is not understood", Buffer.from("x")],
  ])("is refused where the verdict allows another body: %s", async (body, sent) => {
    const call: Sent = {
      method: "POST",
      authorizer: consumerContext({ body }),
      ...(sent ? { body: sent } : {}),
    };
    const { status, json, line, header } = await refusal(call);
    expect(status).toBe(401);
    // The challenge is API Gateway's: it would rename one of a function.
    expect(header("www-authenticate")).toBeUndefined();
    // One fixed document for every fault: the same as API Gateway's own for a 401.
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
    const gateway = aGateway(serviceAt(url));
    await gateway.send({ headers: { "CDN-Loop": ["cloudflare"] } });
    const told = reached[0]?.request.headersDistinct["cdn-loop"] ?? [];
    expect(told).toEqual(["cloudflare, gateway.test"]);
    expect((await gateway.send({ headers: { "CDN-Loop": told } })).status).toBe(508);
    expect(reached).toHaveLength(1);
  });
});

describe("a call of no consumer", () => {
  it("says that it is well, and which version it is", async () => {
    const gateway = aGateway(undefined);
    const answer = await gateway.send({ path: "/healthz", resource: "/healthz", authorizer: undefined });
    expect(answer).toMatchObject({ status: 200, text: '{"status":"ok","version":"1.2.3+abc1234"}' });
    expect(gateway.lines).toEqual([]);
  });

  it("answers OPTIONS itself", async () => {
    const { url, reached } = await recordingUpstream();
    const gateway = aGateway(serviceAt(url, { cors: { origins: ["https://app.test"] } }));
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
    let service: ReturnType<typeof serviceAt> | undefined;
    const gateway = aGateway(undefined, { serviceBySlug: async () => service });
    expect((await gateway.send({ method: "OPTIONS" })).status).toBe(204);
    service = serviceAt(url);
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
        return serviceAt(url);
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
