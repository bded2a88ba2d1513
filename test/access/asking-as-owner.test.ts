import { beforeAll, describe, expect, it } from "vitest";
import { as, asPerson, type Send } from "../support/management.ts";
import { type CallerName, type Cast, sharedCast } from "./cast.fixture.ts";
import { type MachineName, type Machines, startMachines } from "./machines.fixture.ts";

let cast: Cast;
let machines: Machines;
beforeAll(async () => {
  cast = await sharedCast();
  machines = await startMachines(cast);
});

const forbidden = [403, "forbidden"];
const asOwner = { service: "latchkey", scopes: ["owner"] };
const said = ({ status, body }: Awaited<ReturnType<Send>>) => [status, body.code];
const sendOf = (who: CallerName | MachineName): Send =>
  who in machines.of ? machines.of[who as MachineName].send : cast.callers[who as CallerName];

describe("an application to manage as an owner", () => {
  it.each<CallerName | MachineName>(["viewer", "member", "machine", "reader", "writer", "scoped"])(
    "is not made by a %s",
    async (who) => {
      const path = `/v1/consumers/${(await cast.make.consumer("acme")).id}/subscriptions`;
      for (const scopes of [["owner"], ["read", "owner"]])
        expect(said(await sendOf(who)("POST", path, { service: "latchkey", scopes }))).toEqual(forbidden);
    },
  );

  it.each([
    ["owner", "owner"],
    ["machine as owner", "owner"],
    ["admin", "admin"],
    ["root", "admin"],
  ] as const)("is made by an %s, and tells who decides that they are an %s", async (who, role) => {
    const path = `/v1/consumers/${(await cast.make.consumer("acme")).id}/subscriptions`;
    const { status, body } = await cast.callers[who]("POST", path, asOwner);
    expect([status, body.scopes, body.applicant.role]).toEqual([201, ["owner"], role]);
  });

  it("is one for less where a member makes it, and says so", async () => {
    const path = `/v1/consumers/${(await cast.make.consumer("acme")).id}/subscriptions`;
    const { body } = await cast.callers.member("POST", path, { service: "latchkey" });
    expect(body).toMatchObject({ status: "pending", applicant: { role: "member" } });
    expect(body).not.toHaveProperty("scopes");
  });

  it("is not made by renewing what an owner had", async () => {
    const path = `/v1/subscriptions/${machines.sibling.subscription.id}/renew`;
    for (const send of [cast.callers.viewer, cast.callers.member, cast.callers.machine])
      expect(said(await send("POST", path, {}))).toEqual(forbidden);
    expect(said(await cast.callers.owner("POST", path, {}))).toEqual([409, "invalid-transition"]);
  });

  it.each<[CallerName, object, number]>([
    ["member", { scopes: ["owner"] }, 404],
    ["owner", { scopes: ["owner"] }, 404],
    ["machine as owner", {}, 404],
    ["admin", { scopes: ["admin"] }, 400],
    ["admin", { scopes: ["owner"] }, 201],
  ])("is not evaded by %s with a subscription that was not applied for: %j", async (who, fields, status) => {
    const consumer = (await cast.make.consumer("acme")).id;
    const path = "/v1/services/latchkey/subscriptions";
    expect((await cast.callers[who]("POST", path, { consumer, ...fields })).status).toBe(status);
  });
});

describe("a consumer that may manage as an owner only later", () => {
  it("does not do so with the keys that its members made before", async () => {
    const consumer = await cast.make.consumer("acme");
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { member, owner } = cast.callers;
    expect(said(await member("POST", path, { name: "k", type: "api-key", scopes: ["owner"] }))).toEqual(
      forbidden,
    );
    const made = await member("POST", path, { name: "k", type: "api-key" });
    await cast.make.subscription(consumer, "latchkey", { scopes: ["owner"] });
    const machine = as(cast.latchkey, { "X-API-Key": made.body.secret.apiKey });
    expect((await machine("GET", "/v1/me")).body).toMatchObject({
      scopes: ["read", "write"],
      teams: [{ team: "acme", role: "member" }],
    });
    expect(said(await machine("PATCH", "/v1/teams/acme", { name: "Mine" }))).toEqual(forbidden);
    const raised = await owner("PATCH", `${path}/${made.body.credential.id}`, { scopes: ["owner"] });
    expect(raised.body.scopes).toEqual(["owner"]);
  });

  it("does not get one from a member, but a member may stop those that it has", async () => {
    const { consumer, credentials } = machines.sibling;
    const path = `/v1/consumers/${consumer.id}/credentials/${credentials["owner's"].id}`;
    const { member } = cast.callers;
    expect(said(await member("POST", `${path}/rotate`, {}))).toEqual(forbidden);
    expect((await member("PATCH", path, { status: "disabled" })).status).toBe(200);
    expect(said(await member("PATCH", path, { status: "enabled" }))).toEqual(forbidden);
    expect((await member("DELETE", path)).status).toBe(204);
  });
});

describe("what only owners change", () => {
  const webhook = { url: "http://127.0.0.1:9", events: ["quota.warning"] };
  it.each<[MachineName]>([["reader"], ["writer"], ["scoped"], ["placed"], ["ending"]])(
    "is not changed by the machine %s: members, webhooks, upstreams",
    async (name) => {
      const { send } = machines.of[name];
      const { slug } = await cast.make.service("acme");
      for (const [method, path, body] of [
        ["PUT", "/v1/teams/acme/members/more@acme.test", { role: "owner" }],
        ["PUT", "/v1/teams/acme/members/viewer@acme.test", { role: "member" }],
        ["DELETE", "/v1/teams/acme/members/viewer@acme.test", undefined],
        ["POST", "/v1/teams/acme/webhooks", webhook],
        ["PATCH", `/v1/services/${slug}`, { upstream: { url: "http://127.0.0.1:10" } }],
        ["PATCH", "/v1/teams/acme", { name: "Mine" }],
      ] as const)
        expect(said(await send(method, path, body))).toEqual(forbidden);
    },
  );
});

describe("a person who is less than before", () => {
  it("may no more than what they are now", async () => {
    const { root } = cast.callers;
    const place = "/v1/teams/acme/members/sam@acme.test";
    const consumer = { name: "of-sam", team: "acme" };
    await root("PUT", place, { role: "owner" });
    const sam = await asPerson(cast.latchkey, "sam@acme.test");
    expect((await sam("PATCH", "/v1/teams/acme", { name: "Acme" })).status).toBe(200);
    await root("PUT", place, { role: "viewer" });
    expect(said(await sam("PATCH", "/v1/teams/acme", { name: "Sam's" }))).toEqual(forbidden);
    expect(said(await sam("POST", "/v1/consumers", consumer))).toEqual(forbidden);
    expect((await sam("GET", "/v1/teams/acme")).status).toBe(200);
    await root("DELETE", place);
    expect(said(await sam("GET", "/v1/teams/acme"))).toEqual([404, "not-found"]);
    await root("PUT", place, { role: "viewer" });
    expect(said(await sam("POST", "/v1/consumers", consumer))).toEqual(forbidden);
    expect((await sam("GET", "/v1/me")).body.teams).toContainEqual({ team: "acme", role: "viewer" });
  });
});
