import { describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { as, asPerson, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root } = ownLatchkey({ LATCHKEY_SEED: "demo" });

/** A machine that manages, with plugins that it has from its first call on. */
const aMachine = async (plugins: Record<string, object>) => {
  const make = making(root);
  const consumer = await make.consumer("apps");
  const { secret } = await make.credential(consumer);
  for (const [name, config] of Object.entries(plugins)) await make.plugin(consumer, name, config);
  await make.subscription(consumer, "latchkey");
  return { consumer, send: as(latchkey(), { "X-API-Key": secret.apiKey }) };
};

const statuses = async (send: Send, calls: number) =>
  (await Promise.all(Array.from({ length: calls }, () => send("GET", "/v1/me")))).map(({ status }) => status);

describe("a machine with a rate limit", () => {
  it("has it over the whole management API, and is sent its state", async () => {
    const { send } = await aMachine({ "rate-limit": { count: 10, periodSeconds: 60, mode: "strict" } });
    const first = await send("GET", "/v1/me");
    expect(first.headers.get("ratelimit")).toMatch(/^"consumer-rate-limit";r=9;t=\d+$/);
    expect(first.headers.get("ratelimit-policy")).toBe('"consumer-rate-limit";q=10;w=60');
    // Two nouns, two functions, one count; what is not found was asked for too.
    for (const path of ["/v1/teams", "/v1/consumers", "/v1/teams/none"]) await send("GET", path);
    const rest = await statuses(send, 10);
    expect(rest.filter((status) => status === 200)).toHaveLength(6);
    const refused = await send("GET", "/v1/consumers");
    expect([refused.status, refused.body]).toMatchObject([429, { code: "rate-limited", status: 429 }]);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused.headers.get("ratelimit")).toMatch(/^"consumer-rate-limit";r=0;t=\d+$/);
    expect(refused.headers.get("retry-after")).toMatch(/^(?:[1-9]|[1-5]\d|6[01])$/);
  });

  it("counts it together with its calls of services", async () => {
    const make = making(root);
    const { consumer, send } = await aMachine({
      "rate-limit": { count: 2, periodSeconds: 60, mode: "strict" },
    });
    await make.subscription(consumer, "echo", { plan: "free" });
    const { secret } = await make.credential(consumer, { name: "other" });
    const call = () => fetch(`${latchkey().gateway}/echo/x`, { headers: { "X-API-Key": secret.apiKey } });
    expect([(await call()).status, (await send("GET", "/v1/me")).status]).toEqual([200, 200]);
    expect([(await call()).status, (await send("GET", "/v1/me")).status]).toEqual([429, 429]);
  });
});

describe("a machine with a quota", () => {
  it("has it on the management API, where what is refused is not carried out", async () => {
    const { send } = await aMachine({ quota: { count: 2, period: "day" } });
    expect((await send("GET", "/v1/me")).headers.get("ratelimit")).toMatch(/^"consumer-quota";r=1;/);
    const last = await send("GET", "/v1/me");
    expect(last.headers.get("x-quota-warning")).toBe('"consumer-quota";used=100');
    const refused = await send("POST", "/v1/consumers", { name: "never", team: "apps" });
    expect([refused.status, refused.body.code]).toEqual([429, "quota-exceeded"]);
    const { body } = await root("GET", "/v1/consumers?team=apps");
    expect(body.items.map(({ name }: { name: string }) => name)).not.toContain("never");
  });
});

describe("a machine", () => {
  it("may not send a larger body than its plugin says", async () => {
    const { send } = await aMachine({ "request-size": { maxBytes: 100 } });
    const large = { name: "large", team: "apps", description: "x".repeat(200) };
    expect((await send("POST", "/v1/consumers", large)).body).toMatchObject({ code: "payload-too-large" });
    expect((await send("POST", "/v1/consumers", { name: "small", team: "apps" })).status).toBe(201);
  });

  it("may not manage from an address that its plugin does not allow", async () => {
    const { send } = await aMachine({ "ip-restriction": { allow: ["192.0.2.0/24"] } });
    const { status, body } = await send("GET", "/v1/me");
    expect([status, body.code]).toEqual([403, "ip-not-allowed"]);
  });
});

describe("who is never counted", () => {
  it("is a person", async () => {
    const person = await asPerson(latchkey(), "developer@demo.test");
    const { status, headers } = await person("GET", "/v1/me");
    expect([status, headers.get("ratelimit")]).toEqual([200, null]);
  });

  it("is a machine without limits", async () => {
    const { send } = await aMachine({});
    const answer = await send("GET", "/v1/me");
    expect([answer.status, answer.headers.get("ratelimit")]).toEqual([200, null]);
  });

  it("is root, which takes no limits", async () => {
    const { body: consumers } = await root("GET", "/v1/consumers?team=latchkey");
    const consumer = consumers.items.find(({ name }: { name: string }) => name === "root");
    const limit = { count: 1, periodSeconds: 86_400 };
    const set = await root("PUT", `/v1/consumers/${consumer.id}/plugins/rate-limit`, limit);
    expect([set.status, set.body.code]).toEqual([403, "forbidden"]);
    const { status, headers } = await root("GET", "/v1/me");
    expect([status, headers.get("ratelimit")]).toEqual([200, null]);
  });
});

describe("a consumer that has used up a plan's quota", () => {
  const limits = { quota: { count: 3, period: "month" } };
  const plans = [
    { name: "small", limits, durationDays: 30 },
    { name: "twin", limits, durationDays: 30 },
  ];
  const aSpent = async () => {
    const make = making(root);
    const { slug } = await make.service("apps", { approval: "auto", plans });
    const consumer = await make.consumer("apps");
    const { secret } = await make.credential(consumer);
    const apply = () => make.apply(consumer, slug, { plan: "small" });
    const subscription = await apply();
    const call = async () => {
      const answer = await fetch(`${latchkey().gateway}/${slug}/x`, {
        headers: { "X-API-Key": secret.apiKey },
      });
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    // The upstream is not there: what is counted is that they were let through to it.
    for (let times = 0; times < 3; times += 1) expect(await call()).toEqual([502, "upstream-unreachable"]);
    const add = () =>
      root("POST", `/v1/services/${slug}/subscriptions`, { consumer: consumer.id, plan: "small" });
    return { make, slug, subscription, call, apply, add };
  };
  type Spent = Awaited<ReturnType<typeof aSpent>>;

  it.each<[string, (spent: Spent) => Promise<unknown>]>([
    [
      "cancels and applies again",
      ({ make, subscription, apply }) => make.act(subscription, "cancel").then(apply),
    ],
    [
      "was revoked and applies again",
      ({ make, subscription, apply }) => make.act(subscription, "revoke").then(apply),
    ],
    [
      "cancels and is added by the provider",
      ({ make, subscription, add }) => make.act(subscription, "cancel").then(add),
    ],
    [
      "changes to a plan like it",
      ({ make, subscription }) => make.act(subscription, "change-plan", { plan: "twin" }),
    ],
    ["asks for a renewal", ({ make, subscription }) => make.act(subscription, "renew")],
    [
      "was suspended and resumed",
      ({ make, subscription }) =>
        make.act(subscription, "suspend").then(() => make.act(subscription, "resume")),
    ],
    [
      "sees the plan dropped and brought back",
      async ({ slug }) => {
        await root("PATCH", `/v1/services/${slug}`, { plans: [{ name: "twin" }] });
        await root("PATCH", `/v1/services/${slug}`, { plans });
      },
    ],
  ])("has not more of it when it %s", async (_, evade) => {
    const spent = await aSpent();
    await evade(spent);
    expect(await spent.call()).toEqual([429, "quota-exceeded"]);
  });
});
