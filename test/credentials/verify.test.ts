import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";

let called: Called;
let provider: Send;
let caller: Caller;
beforeAll(async () => {
  called = await sharedCalled();
  provider = (await machineOf(called.latchkey, called.root, "providers")).send;
  caller = await called.caller({});
});

const verify = (call: object, as: Send = provider) =>
  as("POST", "/v1/verify", { service: called.service, method: "GET", path: "/orders", headers: {}, ...call });

const key = ({ secret }: Caller) => secret["apiKey"] ?? "";

describe("POST /v1/verify", () => {
  it("answers the verdict with the ids of who calls", async () => {
    const { status, body } = await verify({ headers: { "X-Api-Key": key(caller) } });
    expect([status, body]).toEqual([
      200,
      {
        allowed: true,
        status: 200,
        consumer: caller.consumer.id,
        credential: caller.credential.id,
        subscription: expect.stringMatching(/^sub_/),
        body: "any",
      },
    ]);
  });

  it("takes lists of values, ids of services, and every type", async () => {
    const { body: service } = await provider("GET", `/v1/services/${called.service}`);
    expect(
      (await verify({ service: service.id, headers: { "x-api-key": [key(caller)] } })).body.allowed,
    ).toBe(true);
    const { secret } = await called.caller({ type: "basic" });
    const value = `Basic ${Buffer.from(`${secret["username"]}:${secret["password"]}`).toString("base64")}`;
    expect((await verify({ headers: { authorization: value } })).body.allowed).toBe(true);
  });

  it.each([
    ["no credential", {}, 401, "invalid-credential"],
    ["an unknown key", { headers: { "x-api-key": "an-unknown-key-of-old" } }, 401, "invalid-credential"],
    [
      "two values of one header",
      { headers: { "x-api-key": ["an-unknown-key", "another-unknown"] } },
      401,
      "invalid-credential",
    ],
  ])("answers 200 with a no for %s", async (_name, call, expected, code) => {
    const { status, body } = await verify(call);
    expect([status, body]).toEqual([200, { allowed: false, status: expected, code }]);
  });

  it("tells what an identified consumer may not do", async () => {
    const pending = await called.make.service("providers");
    await called.make.apply(caller.consumer, pending.slug);
    const { body } = await verify({ service: pending.slug, headers: { "x-api-key": key(caller) } });
    expect(body).toMatchObject({
      allowed: false,
      status: 403,
      code: "subscription-pending",
      consumer: caller.consumer.id,
    });
  });

  it("refuses allowed addresses without knowing the address", async () => {
    const bound = await called.caller({ allowedIps: ["192.0.2.0/24"] });
    const headers = { "x-api-key": key(bound) };
    expect((await verify({ headers })).body).toMatchObject({ status: 403, code: "ip-not-allowed" });
    expect((await verify({ headers, sourceIp: "192.0.2.7" })).body.allowed).toBe(true);
    expect((await verify({ headers, sourceIp: "198.51.100.7" })).body.code).toBe("ip-not-allowed");
  });

  it.each([
    "300.1.1.1",
    "",
    "localhost",
    "192.0.2.0/24",
    "192.0.2.7:80",
    "192.0.2.7, 10.0.0.1",
    "fe80::1%eth0",
    7,
  ])("takes no sourceIp that is no address: %j", async (sourceIp) => {
    const { status, body } = await verify({ headers: { "x-api-key": key(caller) }, sourceIp });
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, "invalid-input", "/sourceIp"]);
  });

  it("takes the query as it was sent", async () => {
    const url = "https://api.provider.example/orders?b=2&a=x+y&flag";
    const pair = (await called.caller({ type: "aksk" })).secret;
    const signer = { accessKey: pair["accessKey"] ?? "", secretKey: pair["secretKey"] ?? "" };
    const headers = await signRfc9421({ method: "GET", url }, signer, new Date());
    const signed = { ...headers, host: "api.provider.example" };
    expect((await verify({ headers: signed, query: "b=2&a=x+y&flag" })).body.allowed).toBe(true);
    expect((await verify({ headers: signed, query: "b=2&a=x+z&flag" })).body.allowed).toBe(false);
  });

  it("compares scopes with the path that the client used", async () => {
    const service = await called.make.service("providers", {
      approval: "auto",
      scopes: [{ name: "read", methods: ["GET"], paths: ["/orders/*"] }],
    });
    await called.make.apply(caller.consumer, service.slug);
    const headers = { "x-api-key": key(caller) };
    expect((await verify({ service: service.slug, path: "/orders/1", headers })).body).toMatchObject({
      allowed: true,
      scopes: ["read"],
    });
    expect((await verify({ service: service.slug, path: "/admin", headers })).body.code).toBe(
      "scope-missing",
    );
    // Programs behind it may decode again, or cut blanks off.
    for (const path of [
      "/orders/%252e%252e/admin",
      "/orders/..%20/admin",
      "/orders/%EF%BC%8E%EF%BC%8E/admin",
    ])
      expect((await verify({ service: service.slug, path, headers })).body).toEqual({
        allowed: false,
        status: 400,
        code: "invalid-path",
      });
  });

  it.each(["/orders/../admin", "/orders/%2e%2e/admin", "/orders/..;x/admin"])(
    "answers no for a path that can be read in two ways: %s",
    async (path) => {
      const { body } = await verify({ path, headers: { "x-api-key": key(caller) } });
      expect(body).toEqual({ allowed: false, status: 400, code: "invalid-path" });
    },
  );

  it("is for the team that owns the service: for others there is no such service", async () => {
    const stranger = (await machineOf(called.latchkey, called.root, "callers")).send;
    const person = await asPerson(called.latchkey, "owner@providers.test");
    const headers = { "x-api-key": key(caller) };
    expect((await verify({ headers }, stranger)).status).toBe(404);
    expect((await verify({ headers, service: "no-such-service" })).status).toBe(404);
    expect((await verify({ headers }, person)).body.allowed).toBe(true);
  });

  it.each([
    ["a path with its query", { path: "/orders?a=1" }],
    ["a path that does not begin with a slash", { path: "orders" }],
    ["an unknown field", { body: "x" }],
    ["a digest that is none", { bodySha256: "abc" }],
    ["headers that are no texts", { headers: { a: 1 } }],
    ["a header named __proto__", { headers: JSON.parse('{"__proto__":["x"]}') }],
    ["no method", { method: "" }],
  ])("takes no input with %s", async (_name, call) => {
    expect((await verify(call)).status).toBe(400);
  });

  it("is a call in the consumer's usage, which the provider sees too; the refused are in its refusals", async () => {
    const fresh = await called.caller({});
    const headers = { "x-api-key": key(fresh) };
    await verify({ headers });
    await verify({ headers, sourceIp: "192.0.2.7" });
    await verify({ headers, service: called.other });
    await verify({ headers: { "x-api-key": `${key(fresh)}x` } });
    const asked = `/v1/usage?consumer=${fresh.consumer.id}&groupBy=service`;
    const counted = await eventually(
      () => called.root("GET", asked),
      ({ body }) => body.items.length === 2,
    );
    const one = (slug: string) =>
      counted.body.items.find(({ service }: { service: string }) => service === slug);
    expect(one(called.service)).toMatchObject({ calls: 2, refused: 0, bytesIn: 0, bytesOut: 0, p50Ms: 0 });
    expect(one(called.other)).toMatchObject({
      calls: 1,
      refused: 1,
      refusedByReason: { "no-subscription": 1 },
    });
    const provided = await provider("GET", `${asked}&service=${called.service}`);
    expect(provided.body.items).toMatchObject([{ calls: 2 }]);
    const { body } = await called.root("GET", `/v1/consumers/${fresh.consumer.id}/refusals`);
    expect(body.items).toContainEqual(
      expect.objectContaining({ service: called.other, reason: "no-subscription" }),
    );
  });

  it("records the use", async () => {
    const fresh = await called.caller({});
    const begun = Date.now();
    await verify({ headers: { "x-api-key": key(fresh) } });
    const { body } = await called.root(
      "GET",
      `/v1/consumers/${fresh.consumer.id}/credentials/${fresh.credential.id}`,
    );
    expect(Date.parse(body.lastUsedAt)).toBeGreaterThanOrEqual(begun);
  });
});
