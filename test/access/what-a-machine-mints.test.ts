import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { as } from "../support/management.ts";
import { type Cast, startCast } from "./cast.fixture.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await startCast();
});
afterAll(() => cast.stop());

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

describe("a consumer that manages as an owner", () => {
  it("gets a key that acts as one from an owner, and none from a member", async () => {
    const { consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme", { scopes: ["owner"] });
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { member, owner, machine } = cast.callers;
    for (const send of [member, machine]) {
      expect(await send("POST", path, key)).toMatchObject(forbidden);
      expect(await send("POST", path, { ...key, scopes: ["owner"] })).toMatchObject(forbidden);
      expect((await send("POST", path, { ...key, scopes: [] })).status).toBe(201);
    }
    expect((await owner("POST", path, key)).status).toBe(201);
  });

  it("its narrow key does not widen itself, nor another one", async () => {
    const { consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme", { scopes: ["owner"] });
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { secret, credential } = await cast.make.credential(consumer, { scopes: [] });
    const narrow = as(cast.latchkey, { "X-API-Key": secret.apiKey });
    expect((await narrow("GET", "/v1/me")).body.teams).toEqual([{ team: "acme", role: "member" }]);
    for (const scopes of [null, ["owner"]])
      expect(await narrow("PATCH", `${path}/${credential.id}`, { scopes })).toMatchObject(forbidden);
    expect(await narrow("POST", path, key)).toMatchObject(forbidden);
    expect(await narrow("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`)).toMatchObject(
      forbidden,
    );
  });

  it("a member may still stop its keys", async () => {
    const { consumer } = await machineOf(cast.latchkey, cast.callers.root, "acme", { scopes: ["owner"] });
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { credential } = await cast.make.credential(consumer);
    const { member } = cast.callers;
    expect((await member("PATCH", `${path}/${credential.id}`, { status: "disabled" })).status).toBe(200);
    expect(await member("PATCH", `${path}/${credential.id}`, { status: "enabled" })).toMatchObject(forbidden);
    expect((await member("DELETE", `${path}/${credential.id}`)).status).toBe(204);
  });
});

describe("a machine without a subscription to the management API", () => {
  it("is told what stands in the way, as on the data plane", async () => {
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
