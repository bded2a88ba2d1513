import { describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { eventually } from "../support/management.ts";
import { aCaller, latchkey, of, restart, root, statuses, withLimits } from "./limits-and-usage.fixture.ts";

withLimits();

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

describe("a plan with a quota", () => {
  it("counts for each subscription, over a restart, until the day is over", async () => {
    await root("PATCH", "/v1/services/echo", {
      plans: [{ name: "free" }, { name: "small", limits: { quota: { count: 5, period: "day" } } }],
    });
    const { call } = await aCaller("echo", { plan: "small" });
    expect(of(200, await statuses(Array.from({ length: 4 }, () => call())))).toBe(4);
    await latchkey.stop();
    await restart();
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
