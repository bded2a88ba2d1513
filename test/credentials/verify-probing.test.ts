import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { eventually, type Send } from "../support/management.ts";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

/* A team that publishes a service and asks for verdicts on what it has found, or guesses. */

let called: Called;
let prober: Send;
beforeAll(async () => {
  called = await sharedCalled();
  prober = (await machineOf(called.latchkey, called.root, "providers")).send;
});

const key = ({ secret }: Caller) => ({ "x-api-key": secret["apiKey"] ?? "" });
const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
const verify = async (service: string, headers: object, more: object = {}, send = prober) =>
  (await send("POST", "/v1/verify", { service, method: "GET", path: "/orders", headers, ...more })).body;

describe("of a consumer without a subscription", () => {
  type Make = (caller: Caller, service: string) => Promise<unknown>;
  const ROWS: [string, string, Make][] = [
    ["that never applied", "no-subscription", async () => {}],
    [
      "whose application was rejected",
      "no-subscription",
      async ({ consumer }, service) => called.make.act(await called.make.apply(consumer, service), "reject"),
    ],
    [
      "whose subscription was cancelled",
      "no-subscription",
      async ({ consumer }, service) =>
        called.make.act(await called.make.subscription(consumer, service), "cancel"),
    ],
    [
      "whose subscription was revoked",
      "no-subscription",
      async ({ consumer }, service) =>
        called.make.act(await called.make.subscription(consumer, service), "revoke"),
    ],
    [
      "that is suspended",
      "consumer-suspended",
      ({ consumer }) => called.root("POST", `/v1/consumers/${consumer.id}/suspend`),
    ],
    [
      "that may not call from there",
      "ip-not-allowed",
      ({ consumer }) => called.make.plugin(consumer, "ip-restriction", { allow: ["192.0.2.0/24"] }),
    ],
  ];
  it.each(ROWS)("the code is told and nothing else: %s", async (_who, code, make) => {
    const caller = await called.caller({});
    const { slug } = await called.make.service("providers");
    await make(caller, slug);
    expect(await verify(slug, key(caller))).toEqual({ allowed: false, status: 403, code });
    const refusals = await eventually(
      () => called.root("GET", `/v1/consumers/${caller.consumer.id}/refusals`),
      ({ body }) => body.items.length > 0,
    );
    expect(refusals.body.items).toContainEqual(expect.objectContaining({ service: slug, reason: code }));
    // Who once was subscribed is known from then.
    const { body } = await prober("GET", `/v1/services/${slug}/subscriptions`);
    const usage = await prober("GET", `/v1/usage?service=${slug}&groupBy=consumer`);
    expect(usage.body.items).toMatchObject([{ refused: 1 }]);
    expect(JSON.stringify(usage.body).includes(caller.consumer.id)).toBe(body.items.length > 0);
  });

  it("whose credential does not hold, its own refusals name the service that asked", async () => {
    const { secret, consumer } = await called.caller({ type: "basic" });
    const { slug } = await called.make.service("providers");
    const headers = { authorization: basic(secret["username"] ?? "", "a wrong password") };
    expect(await verify(slug, headers)).toEqual({ allowed: false, status: 401, code: "invalid-credential" });
    await eventually(
      () => called.root("GET", `/v1/consumers/${consumer.id}/refusals`),
      ({ body }) =>
        body.items.some(
          (each: { service: string; reason: string }) =>
            each.service === slug && each.reason === "bad-signature",
        ),
    );
  });
});

describe("of a draft", () => {
  it("the asking team's own consumers are judged as for a published service, and no others", async () => {
    const { slug } = await called.make.service("providers", { status: "draft", approval: "auto" });
    const own = await called.make.consumer("providers");
    const { secret } = await called.make.credential(own);
    const others = await called.caller({});
    for (const consumer of [own, others.consumer])
      await called.root("POST", `/v1/services/${slug}/subscriptions`, { consumer: consumer.id });
    expect(await verify(slug, { "x-api-key": secret.apiKey })).toMatchObject({
      allowed: true,
      consumer: own.id,
    });
    expect(await verify(slug, key(others))).toEqual({ allowed: false, status: 403, code: "no-subscription" });
    const call = await sendRaw(`${called.latchkey.gateway}/${slug}/x`, {
      headers: { "x-api-key": secret.apiKey },
    });
    expect([call.status, call.json.code]).toEqual([403, "no-subscription"]);
  });
});

describe("guessing passwords", () => {
  it("ends after ten for the asking team, whatever addresses it tells; the gateway's own count is apart", async () => {
    const victim = await called.caller({ type: "basic" });
    const { username = "", password = "" } = victim.secret;
    const right = { authorization: basic(username, password) };
    const codes: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const sourceIp = n % 3 === 1 ? `198.51.100.${n}` : `2001:db8:${n}::1`;
      const guess = { authorization: basic(username, `guess-${n}`) };
      codes.push((await verify(called.service, guess, n % 3 === 0 ? {} : { sourceIp })).code);
    }
    expect(new Set(codes)).toEqual(new Set(["invalid-credential"]));
    expect((await verify(called.service, right, { sourceIp: "203.0.113.9" })).allowed).toBe(false);
    const { body } = await eventually(
      () => called.root("GET", `/v1/consumers/${victim.consumer.id}/refusals`),
      (answer) => answer.body.items.length >= 10,
    );
    expect(body.items).toHaveLength(10);
    const call = await sendRaw(called.url("/x"), { headers: right });
    expect(call.status).toBe(200);
  });
});
