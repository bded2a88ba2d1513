import { describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asPerson, eventually } from "../support/management.ts";
import { aCaller, latchkey, of, root, statuses, withLimits } from "./limits-and-usage.fixture.ts";

withLimits();

describe("a consumer with a rate limit", () => {
  it("has it over all of its credentials, however many call at once", async () => {
    const { consumer, call, make } = await aCaller("echo", { plan: "free" });
    await make.plugin(consumer, "rate-limit", { count: 20, periodSeconds: 60 });
    const all = await statuses(Array.from({ length: 50 }, (_, index) => call(index % 2)));
    expect([of(200, all), of(429, all)]).toEqual([20, 30]);
    const refused = await call();
    expect(await refused.json()).toMatchObject({ code: "rate-limited", status: 429 });
    expect(refused.headers.get("retry-after")).toMatch(/^(?:[1-9]|[1-5]\d|6[01])$/);
    expect(refused.headers.get("ratelimit")).toMatch(/^"consumer-rate-limit";r=0;t=\d+$/);
    expect(refused.headers.get("ratelimit-policy")).toBe('"consumer-rate-limit";q=20;w=60');
  });

  it("finds its calls in its usage and its refusals, with what to do", async () => {
    const { consumer, subscription, call, make } = await aCaller("echo", { plan: "free" });
    await make.plugin(consumer, "rate-limit", { count: 3, periodSeconds: 60 });
    for (let index = 0; index < 5; index += 1) await call();
    const developer = await asPerson(latchkey, "developer@demo.test");
    const usage = await eventually(
      () => developer("GET", `/v1/usage?consumer=${consumer.id}&groupBy=subscription`),
      ({ body }) => body.items[0]?.calls === 5,
    );
    expect(usage.body.items).toMatchObject([
      { subscription: subscription.id, calls: 5, refused: 2, refusedByReason: { "rate-limited": 2 } },
    ]);
    const refusals = await developer("GET", `/v1/consumers/${consumer.id}/refusals`);
    expect(refusals.body.items).toMatchObject([
      { service: "echo", reason: "rate-limited", advice: expect.stringContaining("Retry-After") },
      { reason: "rate-limited" },
    ]);
    const provider = await asPerson(latchkey, "provider@demo.test");
    const provided = await provider("GET", `/v1/usage?service=echo&consumer=${consumer.id}`);
    expect(provided.body.items).toMatchObject([{ calls: 5 }]);
    expect((await provider("GET", `/v1/consumers/${consumer.id}/refusals`)).status).toBe(404);
  });
});

describe("the usage of a consumer with two keys", () => {
  it("is told by credential and by day; its provider is told nothing of credentials", async () => {
    const { consumer, keys, call } = await aCaller("echo", { plan: "free" });
    for (const key of [0, 1, 1]) await call(key);
    const asked = `/v1/usage?consumer=${consumer.id}&service=echo&groupBy=credential&step=day`;
    const developer = await asPerson(latchkey, "developer@demo.test");
    const usage = await eventually(
      () => developer("GET", asked),
      ({ body }) => body.items.reduce((sum: number, { calls }: { calls: number }) => sum + calls, 0) === 3,
    );
    const [first, second] = keys.map(({ credential }) => credential.id);
    expect(usage.body.items).toHaveLength(2);
    expect(usage.body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: first, credential: first, calls: 1 }),
        expect.objectContaining({ id: second, credential: second, calls: 2 }),
      ]),
    );
    expect(usage.body.items[0].at).toMatch(/T00:00:00\.000Z$/);
    const provider = await asPerson(latchkey, "provider@demo.test");
    expect((await provider("GET", asked)).status).toBe(404);
  });
});

describe("plugins", () => {
  it("are listed with their JSON Schemas, in the order of being asked", async () => {
    const { body } = await root("GET", "/v1/plugins");
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      "ip-restriction",
      "request-size",
      "models",
      "rate-limit",
      "quota",
      "budget",
    ]);
    const [, , , rateLimit] = body.items;
    expect(rateLimit.schema.anyOf[0]).toMatchObject({
      type: "object",
      additionalProperties: false,
      required: ["count", "periodSeconds"],
      properties: { count: { type: "integer", minimum: 1, maximum: 100_000_000 } },
    });
  });

  it.each([
    ["rate-limit", { count: 0, periodSeconds: 60 }, "/count"],
    ["rate-limit", { count: 1e9, periodSeconds: 60 }, "/count"],
    ["quota", { count: -1, period: "day" }, "/count"],
    ["quota", { count: 1e9, period: "day" }, "/count"],
    ["ip-restriction", { allow: ["10.0.0.0/8"], deny: ["10.1.0.0/16"] }, "/deny/0"],
    ["request-size", { maxBytes: 0 }, "/maxBytes"],
  ])(
    "whose settings make no sense are refused, on a consumer and in a plan: %s %j",
    async (name, config, at) => {
      const consumer = await making(root).consumer("apps");
      const set = await root("PUT", `/v1/consumers/${consumer.id}/plugins/${name}`, config);
      expect([set.status, set.body.errors[0].pointer]).toEqual([400, at]);
      const plans = [{ name: "odd", limits: { [name]: config } }];
      const planned = await root("PATCH", "/v1/services/echo", { plans });
      expect([planned.status, planned.body.errors[0].pointer]).toEqual([400, `/plans/0/limits/${name}${at}`]);
    },
  );
});

describe("a call that API Gateway answers in place of the gateway's function", () => {
  it("is in its consumer's usage and refusals, once", async () => {
    const { consumer, call } = await aCaller("echo", { plan: "free" });
    // With its envelope more than a Lambda is ever handed.
    const large = await call(0, "x", { method: "POST", body: Buffer.alloc(6 * 1024 * 1024) });
    expect(large.status).toBe(413);
    expect((await call()).status).toBe(200);
    const usage = await eventually(
      () => root("GET", `/v1/usage?consumer=${consumer.id}&groupBy=service`),
      ({ body }) => body.items[0]?.calls === 2,
    );
    expect(usage.body.items).toMatchObject([{ service: "echo", calls: 2, refused: 0, errors: 0 }]);
    const refusals = await root("GET", `/v1/consumers/${consumer.id}/refusals`);
    expect(refusals.body.items).toMatchObject([{ service: "echo", reason: "payload-too-large" }]);
  });
});
