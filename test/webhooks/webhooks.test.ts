import { PUBLIC_EVENTS } from "@latchkey/core/event/event";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownReceivers } from "./own-receivers.fixture.ts";

const { latchkey, root, make, receiver, webhook } = ownReceivers();

let owner: Send;
let member: Send;
beforeAll(async () => {
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  await root("PUT", "/v1/teams/callers/members/member@callers.test", { role: "member" });
  owner = await asPerson(latchkey(), "owner@callers.test");
  member = await asPerson(latchkey(), "member@callers.test");
});

describe("a webhook", () => {
  it("is its team's owners' alone", async () => {
    const { path, team } = await webhook("http://127.0.0.1:9", ["consumer.created"], "callers");
    for (const [method, at, body] of [
      ["GET", path],
      ["PATCH", path, {}],
      ["DELETE", path],
      ["GET", `${path}/deliveries`],
      ["POST", `${path}/deliveries/dlv_1/replay`, {}],
    ] as const) {
      expect((await member(method, at, body)).status).toBe(403);
      const elsewhere = at.replace("/teams/callers/", "/teams/providers/");
      expect((await owner(method, elsewhere, body)).status).toBe(404);
      // Another team's id under the caller's own team.
      const provider = await asPerson(latchkey(), "owner@providers.test");
      expect((await provider(method, elsewhere, body)).status).toBe(404);
    }
    expect((await owner("DELETE", path)).status).toBe(204);
    expect((await owner("GET", path)).status).toBe(404);
    expect(team).toBe("callers");
  });

  it("shows its secret once", async () => {
    const body = { url: "http://127.0.0.1:9", events: ["consumer.created"] };
    const send = () => owner("POST", "/v1/teams/callers/webhooks", body, { "Idempotency-Key": "secret" });
    const first = await send();
    expect(first.body.secret).toMatch(/^whsec_/);
    const second = await send();
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id, secret: null } });
    const path = `/v1/teams/callers/webhooks/${first.body.id}`;
    const shown = [
      await owner("GET", path),
      await owner("GET", "/v1/teams/callers/webhooks"),
      await owner("PATCH", path, { status: "disabled" }),
    ];
    expect(JSON.stringify(shown.map((answer) => answer.body))).not.toMatch(/whsec_|secret/i);
    await owner("DELETE", path);
  });

  it("takes only addresses and lists that make sense", async () => {
    const said = async (body: object) => (await owner("POST", "/v1/teams/callers/webhooks", body)).status;
    const url = "http://127.0.0.1:9";
    const events = ["consumer.created"];
    for (const wrong of [
      { url, events: [] },
      { url, events: ["consumer.created", "consumer.created"] },
      { url, events: ["subscription.reminder"] },
      { url, events: ["*"] },
      { url, events: Array.from({ length: 10_000 }, () => "consumer.created") },
      { url: "file:///etc/passwd", events },
      { url: "http://user:password@127.0.0.1", events },
      { url: "not an address", events },
      { url: `http://127.0.0.1/${"x".repeat(3000)}`, events },
      { url, events, secret: "whsec_mine" },
    ])
      expect(await said(wrong), JSON.stringify(wrong).slice(0, 80)).toBe(400);
  });

  it("is one of at most twenty, however many are made at once", async () => {
    const { slug } = await make.team();
    const body = { url: "http://127.0.0.1:9", events: PUBLIC_EVENTS };
    const statuses = await Promise.all(
      Array.from({ length: 24 }, async () => (await root("POST", `/v1/teams/${slug}/webhooks`, body)).status),
    );
    const { items } = (await root("GET", `/v1/teams/${slug}/webhooks?limit=200`)).body;
    expect(items.length).toBeLessThanOrEqual(20);
    expect(statuses.filter((status) => status === 201).length).toBe(items.length);
    expect((await root("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
  });
});

describe("an event", () => {
  it("comes signed, as Standard Webhooks reads it", async () => {
    const inbox = await receiver();
    const { team, secret } = await webhook(inbox.url, ["consumer.created"]);
    const consumer = await make.consumer(team);
    const [message] = await inbox.has(1);
    const read = new Webhook(secret).verify(message?.body ?? "", message?.headers ?? {});
    expect(read).toMatchObject({
      type: "consumer.created",
      timestamp: consumer.createdAt,
      data: { team, consumer: consumer.id, at: consumer.createdAt },
    });
    expect(Object.keys(read as object).sort()).toEqual(["data", "timestamp", "type"]);
    expect(message?.headers["content-type"]).toBe("application/json");
  });

  it("goes to the consumer's team and to the service's, once each, and to no webhook that did not subscribe", async () => {
    const [asks, other, provides] = [await receiver(), await receiver(), await receiver()];
    const { team: caller } = await webhook(asks.url, ["subscription.requested", "credential.created"]);
    await webhook(other.url, ["subscription.approved"]);
    const { team: provider } = await webhook(provides.url, ["subscription.requested", "credential.created"]);
    const service = await make.service(provider);
    const consumer = await make.consumer(caller);
    await make.credential(consumer);
    await make.apply(consumer, service.slug);
    await asks.has(2);
    const [asked] = await provides.has(1);
    expect(JSON.parse(asked?.body ?? "")).toMatchObject({
      type: "subscription.requested",
      data: { team: caller, service: service.slug, consumer: consumer.id },
    });
    // What comes afterwards shows that nothing more came of those.
    await make.apply(await make.consumer(caller), service.slug);
    await Promise.all([asks.has(3), provides.has(2)]);
    expect(asks.received.length).toBe(3);
    expect(provides.received.length).toBe(2);
    expect(other.received.length).toBe(0);
  });

  it("no longer comes to a webhook that is disabled, or was deleted", async () => {
    const inbox = await receiver();
    const one = await webhook(inbox.url, ["consumer.created"]);
    await root("PATCH", one.path, { status: "disabled" });
    const two = await webhook(inbox.url, ["consumer.created"]);
    await root("DELETE", two.path);
    const three = await webhook(inbox.url, ["consumer.created"]);
    for (const { team } of [one, two, three]) await make.consumer(team);
    await make.consumer(three.team);
    await inbox.has(2);
    expect(inbox.received.map(({ body }) => JSON.parse(body).data.team)).toEqual([three.team, three.team]);
  });
});
