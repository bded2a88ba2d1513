import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { admittedCalls, refusedCall } from "./admitted-calls.ts";
import { context, digest, httpEvent, REFUSED, restEvent } from "./provider-event.fixture.ts";

describe("a provider's function that asks POST /v1/verify", () => {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
  });

  const verifier = async (answer: unknown, status = 200) => {
    const asked: { headers: Record<string, unknown>; body: unknown }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(status, { "content-type": "application/json", location: "/elsewhere" });
      response.end(JSON.stringify(answer));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    open.push(server);
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
    const errors: unknown[] = [];
    const verify = {
      url: `http://127.0.0.1:${address.port}/v1/verify`,
      service: "orders",
      headers: () => ({ "X-API-Key": "provider" }),
      failed: (error: unknown) => errors.push(error),
    };
    return { asked, errors, verify, middleware: admittedCalls({ verify }) };
  };
  const limited = context({ limits: "{}" });

  it.each([
    ["a refusal", { allowed: false, status: 403, code: "subscription-suspended" }, 403],
    ["no credential at all", { allowed: false, status: 401, code: "invalid-credential" }, 401],
    ["a verdict on another consumer", { allowed: true, status: 200, consumer: "con_2" }, 401],
    ["something else", { fine: true }, 503],
    ["nothing", null, 503],
  ])("refuses on %s", async (_what, answer, statusCode) => {
    const { middleware } = await verifier(answer);
    expect(await middleware.before({ event: restEvent({ authorizer: limited }) })).toMatchObject({
      statusCode,
    });
  });

  it.each([401, 404, 500, 302])("answers 503 when it is answered %i, and says why", async (status) => {
    const { middleware, errors } = await verifier({ allowed: true, consumer: "con_1" }, status);
    expect(await middleware.before({ event: restEvent({ authorizer: limited }) })).toMatchObject({
      statusCode: 503,
    });
    expect(errors).toHaveLength(1);
  });

  it("hands on when to come again", async () => {
    const answer = { allowed: false, status: 429, code: "rate-limited", retryAfterSeconds: 7 };
    const { middleware } = await verifier(answer);
    expect(await middleware.before({ event: restEvent({ authorizer: limited }) })).toMatchObject({
      statusCode: 429,
      headers: { "Retry-After": "7" },
      body: expect.stringContaining('"rate-limited"'),
    });
  });

  it("describes the call as the client made it, and forwards what is allowed", async () => {
    const { middleware, asked } = await verifier({ allowed: true, status: 200, consumer: "con_1" });
    expect(
      await middleware.before({ event: restEvent({ authorizer: limited, body: "hello" }) }),
    ).toBeUndefined();
    const authorizer = { lambda: context({ nonce: "1 x", body: "none" }) };
    expect(await middleware.before({ event: httpEvent({ authorizer }) })).toBeUndefined();
    expect(asked.map(({ body }) => body)).toEqual([
      {
        service: "orders",
        method: "POST",
        path: "/prod/orders",
        query: { a: ["1", "2"] },
        headers: { "X-API-Key": ["key"], Accept: ["a", "b"] },
        sourceIp: "203.0.113.9",
        bodySha256: digest("hello"),
      },
      {
        service: "orders",
        method: "PUT",
        path: "/a%20b",
        query: { a: ["1", "&"] },
        headers: { "x-api-key": ["key"], cookie: ["one=1; two=2"] },
        sourceIp: "203.0.113.9",
        bodySha256: digest(""),
      },
    ]);
    expect(asked[0]?.headers["x-api-key"]).toBe("provider");
  });

  it("is asked only where the authorizer could not decide, unless it is told to ask always", async () => {
    const { middleware, verify, asked } = await verifier({ allowed: true, consumer: "con_1" });
    expect(await middleware.before({ event: restEvent() })).toBeUndefined();
    expect(asked).toHaveLength(0);
    expect(await refusedCall(restEvent(), { verify: { ...verify, always: true } })).toBeUndefined();
    expect(
      await refusedCall(restEvent({ authorizer: context({ plan: "gold" }) }), { verify }),
    ).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it("is not asked about a body that is refused already", async () => {
    const { middleware, asked } = await verifier({ allowed: true, consumer: "con_1" });
    const authorizer = context({ limits: "{}", body: "none" });
    expect(await middleware.before({ event: restEvent({ authorizer, body: "x" }) })).toMatchObject(REFUSED);
    expect(asked).toHaveLength(0);
  });
});
