import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

let latchkey: RunningLatchkey;
let root: Send;
beforeAll(async () => {
  latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
  root = asRoot(latchkey);
});
afterAll(() => latchkey[Symbol.asyncDispose]());

/** A consumer with two keys and a subscription. */
const aCaller = async (service: string, fields: object = {}) => {
  const make = making(root);
  const consumer = await make.consumer("apps");
  const keys = [await make.credential(consumer), await make.credential(consumer, { name: "other" })];
  const subscription = await make.subscription(consumer, service, fields);
  const call = (key = 0, path = "x", init: RequestInit = {}) =>
    fetch(`${latchkey.gateway}/${service}/${path}`, {
      ...init,
      headers: { ...init.headers, "X-API-Key": keys[key].secret.apiKey },
    });
  return { consumer, subscription, keys, call, make };
};

const statuses = async (calls: Promise<Response>[]) => (await Promise.all(calls)).map(({ status }) => status);
const of = (status: number, all: number[]) => all.filter((each) => each === status).length;

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

describe("a plan that its service no longer offers", () => {
  const SLOW = { name: "slow", durationDays: 9, limits: { "rate-limit": { count: 2, periodSeconds: 600 } } };
  const dropped = async () => {
    const make = making(root);
    const { slug } = await make.service((await make.team()).slug, {
      upstream: { url: `${latchkey.control}/_local/upstreams/echo` },
      plans: [SLOW, { name: "fast" }],
    });
    return { slug, drop: () => root("PATCH", `/v1/services/${slug}`, { plans: [{ name: "fast" }] }) };
  };

  it("still limits those who have it", async () => {
    const { slug, drop } = await dropped();
    const { subscription, call } = await aCaller(slug, { plan: "slow" });
    expect(subscription).toMatchObject({ status: "active", plan: "slow" });
    const changed = await drop();
    expect(changed.body).toMatchObject({ plans: [{ name: "fast" }], formerPlans: [{ name: "slow" }] });
    const all = await statuses(Array.from({ length: 5 }, () => call(0, "")));
    expect([of(200, all), of(429, all)]).toEqual([2, 3]);
  });

  it("still ends an application for it that is approved later, and is not to be had any more", async () => {
    const { slug, drop } = await dropped();
    const make = making(root);
    const early = await make.apply(await make.consumer("apps"), slug, { plan: "slow" });
    await drop();
    const { body } = await root("POST", `/v1/subscriptions/${early.id}/approve`, {});
    expect(Date.parse(body.expiresAt) - Date.parse(body.updatedAt)).toBeGreaterThan(8 * 86_400_000);
    const late = await make.consumer("apps");
    const refused = await root("POST", `/v1/consumers/${late.id}/subscriptions`, {
      service: slug,
      plan: "slow",
    });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/plan" }] } });
    expect((await root("GET", `/v1/catalog/${slug}`)).body).not.toHaveProperty("formerPlans");
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
      "rate-limit",
      "quota",
    ]);
    const [, , rateLimit] = body.items;
    expect(rateLimit.schema).toMatchObject({
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

describe("a plan with a quota", () => {
  it("counts for each subscription, over a restart, until the day is over", async () => {
    await root("PATCH", "/v1/services/echo", {
      plans: [{ name: "free" }, { name: "small", limits: { quota: { count: 5, period: "day" } } }],
    });
    const { call } = await aCaller("echo", { plan: "small" });
    expect(of(200, await statuses(Array.from({ length: 4 }, () => call())))).toBe(4);
    await latchkey.stop();
    latchkey = await latchkey.restart();
    root = asRoot(latchkey);
    const fifth = await call();
    expect([fifth.status, fifth.headers.get("x-quota-warning")]).toEqual([200, '"plan-quota";used=100']);
    expect(await (await call()).json()).toMatchObject({ code: "quota-exceeded" });
    const mails = await eventually(
      async () =>
        (await fetch(`${latchkey.control}/_local/inbox.json`)).json() as Promise<{ text: string }[]>,
      (all) => all.some(({ text }) => text.includes("100 %")),
    );
    expect(mails.filter(({ text }) => text.includes("80 %"))).toHaveLength(1);
    await fetch(`${latchkey.control}/_local/clock`, { method: "PUT", body: '{"offsetSeconds":86400}' });
    expect((await call()).status).toBe(200);
  });
});

describe("an AI service", () => {
  it("counts tokens, of streamed answers too, against a quota of tokens", async () => {
    const { consumer, call, make } = await aCaller("haiku");
    await make.plugin(consumer, "quota", { count: 40, period: "day", unit: "tokens" });
    const ask = (stream: boolean) =>
      call(0, "v1/chat/completions", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ stream, messages: [{ role: "user", content: "hi" }] }),
      });
    const streamed = await (await ask(true)).text();
    expect(streamed).toContain("[DONE]");
    expect(streamed).not.toContain("usage");
    expect((await ask(false)).status).toBe(200);
    expect(await (await ask(false)).json()).toMatchObject({ code: "quota-exceeded" });
    const usage = await eventually(
      () => root("GET", `/v1/usage?consumer=${consumer.id}`),
      ({ body }) => body.items[0]?.calls === 3,
    );
    expect(usage.body.items[0]).toMatchObject({ tokensIn: 16, tokensOut: 34, refused: 1 });
  });
});

describe("a consumer that may call from some addresses", () => {
  it("is refused from all others, and told so", async () => {
    const { consumer, call, make } = await aCaller("echo", { plan: "free" });
    expect((await call()).status).toBe(200);
    await make.plugin(consumer, "ip-restriction", { allow: ["192.0.2.0/24"] });
    const forwarded = { headers: { "X-Forwarded-For": "192.0.2.1" } };
    const refused = await eventually(
      () => call(0, "x", forwarded),
      ({ status }) => status === 403,
    );
    expect(await refused.json()).toMatchObject({ code: "ip-not-allowed" });
  });
});
