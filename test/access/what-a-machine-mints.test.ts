import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { as } from "../support/management.ts";
import { type Cast, sharedCast } from "./cast.fixture.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await sharedCast();
});

const forbidden = { status: 403, body: { code: "forbidden" } };
const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
const key = { name: "minted", type: "api-key" };

describe("a machine whose credential has an end", () => {
  const end = inDays(2);

  it("mints none that outlives its own, and stretches none", async () => {
    const { send, consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme", { expiresAt: end });
    const path = `/v1/consumers/${consumer.id}/credentials`;
    for (const expiresAt of [undefined, inDays(3)]) {
      const minted = await send("POST", path, { ...key, ...(expiresAt ? { expiresAt } : {}) });
      expect(minted.body.credential.expiresAt).toBe(end);
      for (const wish of [null, inDays(300)])
        expect(
          (await send("PATCH", `${path}/${minted.body.credential.id}`, { expiresAt: wish })).body.expiresAt,
        ).toBe(end);
    }
    const earlier = inDays(1);
    expect((await send("POST", path, { ...key, expiresAt: earlier })).body.credential.expiresAt).toBe(
      earlier,
    );
  });

  it("leaves the end of a credential that it only renames or disables", async () => {
    const { send, consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme", { expiresAt: end });
    const { credential } = await cast.make.credential(consumer);
    const path = `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
    expect((await send("PATCH", path, { name: "renamed" })).body).not.toHaveProperty("expiresAt");
    expect((await send("PATCH", path, { status: "disabled" })).body).not.toHaveProperty("expiresAt");
    expect((await send("PATCH", path, { status: "enabled" })).body.expiresAt).toBe(end);
  });
});

describe("a machine that manages as a member", () => {
  it("mints no credential with the scope `owner`, which it lacks, not even for itself", async () => {
    const { send, consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme");
    const path = `/v1/consumers/${consumer.id}/credentials`;
    expect(await send("POST", path, { ...key, scopes: ["owner"] })).toMatchObject(forbidden);
    const { body } = await send("POST", path, { ...key, scopes: [] });
    expect(await send("PATCH", `${path}/${body.credential.id}`, { scopes: ["owner"] })).toMatchObject(
      forbidden,
    );
    expect((await cast.callers.owner("POST", path, { ...key, scopes: ["owner"] })).status).toBe(201);
  });
});

describe("a machine that was stopped a moment ago", () => {
  const stopped = { status: 401, body: { code: "invalid-credential" } };
  it.each<[string, object | "removed" | "suspended" | "cancelled", object]>([
    ["is disabled", { status: "disabled" }, stopped],
    ["is removed", "removed", stopped],
    ["has become a reader", { scopes: ["read"] }, forbidden],
    ["has lost every scope", { scopes: [] }, { status: 403 }],
    ["is bound to another place", { allowedIps: ["192.0.2.1"] }, { status: 403 }],
    ["is of a suspended consumer", "suspended", { status: 403 }],
    ["manages no more", "cancelled", { status: 403 }],
  ])("makes itself no successor, though it is remembered: %s", async (_what, change, expected) => {
    const { root } = cast.callers;
    const { send, consumer, credential } = await machineOf(cast.latchkey, root, "acme");
    const path = `/v1/consumers/${consumer.id}`;
    // The authorizer remembers it from here on.
    expect((await send("GET", "/v1/me")).body.credential).toBe(credential.id);
    const own = `${path}/credentials/${credential.id}`;
    if (change === "removed") await root("DELETE", own);
    else if (change === "suspended") await root("POST", `${path}/suspend`);
    else if (change === "cancelled") {
      const [subscription] = (await root("GET", `${path}/subscriptions`)).body.items;
      await cast.make.act(subscription, "cancel");
    } else await root("PATCH", own, change);
    for (const [method, target, body] of [
      ["POST", `${path}/credentials`, key],
      ["PATCH", own, { status: "enabled" }],
      ["POST", `${path}/resume`, undefined],
    ] as const)
      expect(await send(method, target, body)).toMatchObject(expected);
    expect((await root("GET", `${path}/credentials`)).body.items).toHaveLength(change === "removed" ? 0 : 1);
  });
});

describe("a machine and the limits of its own consumer", () => {
  it.each<[string, { scopes?: string[] }]>([
    ["a member", {}],
    ["an owner", { scopes: ["owner"] }],
  ])("as %s it adds limits, and lifts none; those of others it changes", async (_what, scopes) => {
    const { send, consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme", scopes);
    await cast.make.plugin(consumer, "quota", { count: 50, period: "day" });
    const path = `/v1/consumers/${consumer.id}/plugins`;
    expect(await send("DELETE", `${path}/quota`)).toMatchObject(forbidden);
    expect(await send("PUT", `${path}/quota`, { count: 5000, period: "day" })).toMatchObject(forbidden);
    expect((await send("PUT", `${path}/request-size`, { maxBytes: 5000 })).status).toBe(200);
    expect(await send("DELETE", `${path}/request-size`)).toMatchObject(forbidden);
    const other = await cast.make.consumer("acme");
    await cast.make.plugin(other, "quota", { count: 50, period: "day" });
    expect((await send("DELETE", `/v1/consumers/${other.id}/plugins/quota`)).status).toBe(204);
  });
});

it("a reader that repeats what another key of its consumer did makes nothing, and gets no secret", async () => {
  const { send, consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme");
  const { secret } = await cast.make.credential(consumer, { scopes: ["read"] });
  const reader = as(cast.latchkey, { "X-API-Key": secret.apiKey });
  const path = `/v1/consumers/${consumer.id}/credentials`;
  const once = { "Idempotency-Key": "once" };
  const first = await send("POST", path, key, once);
  expect(await reader("POST", path, key, once)).toMatchObject({
    status: 201,
    body: { credential: { id: first.body.credential.id }, secret: null },
  });
  expect(await reader("POST", path, key, { "Idempotency-Key": "mine" })).toMatchObject(forbidden);
  expect((await reader("GET", path)).body.items).toHaveLength(3);
});

it("a machine is told what it may do", async () => {
  const me = async (options: object) =>
    (await (await machineOf(cast.latchkey, cast.callers.root, "acme", options)).send("GET", "/v1/me")).body;
  const teams = (role: string) => [{ team: "acme", role }];
  expect(await me({})).toMatchObject({ scopes: ["read", "write"], teams: teams("member") });
  expect(await me({ keyScopes: ["read"] })).toMatchObject({ scopes: ["read"], teams: teams("viewer") });
  const owner = { scopes: ["read", "write", "owner"], teams: teams("owner"), admin: false };
  expect(await me({ scopes: ["owner"] })).toMatchObject(owner);
  expect((await cast.callers.root("GET", "/v1/me")).body).toMatchObject({
    admin: true,
    scopes: ["read", "write", "owner", "admin"],
  });
});

describe("a machine without a subscription to the management API", () => {
  it("is given the reason, as on the data plane", async () => {
    const consumer = await cast.make.consumer("acme");
    const { secret } = await cast.make.credential(consumer);
    const send = as(cast.latchkey, { "X-API-Key": secret.apiKey });
    expect(await send("GET", "/v1/me")).toMatchObject({ status: 403, body: { code: "no-subscription" } });
    await cast.make.apply(consumer, "latchkey");
    expect(await send("GET", "/v1/me")).toMatchObject({
      status: 403,
      body: { code: "subscription-pending" },
    });
  });
});
