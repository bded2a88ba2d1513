import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root, make } = ownLatchkey();
let provider: Send;
let consumerOwner: Send;
beforeAll(async () => {
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  provider = await asPerson(latchkey(), "owner@providers.test");
  consumerOwner = await asPerson(latchkey(), "owner@callers.test");
});

const PLANS = { plans: [{ name: "short", durationDays: 30 }, { name: "long" }] };

describe("a subscriber that the provider adds", () => {
  it("is active at once, calls, and its history says who added it", async () => {
    const service = await make.service("providers", {
      ...PLANS,
      upstream: { url: `${latchkey().control}/_local/upstreams/echo` },
    });
    const consumer = await make.consumer("callers");
    const { secret } = await make.credential(consumer);
    const added = await provider("POST", `/v1/services/${service.slug}/subscriptions`, {
      consumer: consumer.id,
      plan: "short",
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ status: "active", plan: "short", consumerId: consumer.id });
    expect(added.body.history).toMatchObject([
      { actor: "owner@providers.test", action: "add", to: "active" },
    ]);
    const lasts = Date.parse(added.body.expiresAt) - Date.parse(added.body.createdAt);
    expect(lasts).toBe(30 * 86_400_000);
    const call = await fetch(`${latchkey().gateway}/${service.slug}/x`, {
      headers: { "X-API-Key": secret.apiKey },
    });
    expect(call.status).toBe(200);
  });

  it("is told to the owners of the consumer's team, who may cancel", async () => {
    const service = await make.service("providers", { name: "Told", slug: "told" });
    const consumer = await make.consumer("callers");
    const { body } = await provider("POST", `/v1/services/${service.id}/subscriptions`, {
      consumer: consumer.id,
    });
    await eventually(
      async () => (await root("GET", "/_local/inbox.json")).body as { to: unknown; subject: string }[],
      (mails) =>
        mails.some(
          (mail) => /told/.test(mail.subject) && /owner@callers\.test/.test(JSON.stringify(mail.to)),
        ),
    );
    const cancelled = await consumerOwner("POST", `/v1/subscriptions/${body.id}/cancel`, {});
    expect(cancelled).toMatchObject({ status: 200, body: { status: "cancelled" } });
    const again = await provider("POST", `/v1/services/${service.id}/subscriptions`, {
      consumer: consumer.id,
    });
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(body.id);
  });

  it("is refused where there is a living one, a wrong plan, no such consumer, or a retired service", async () => {
    const service = await make.service("providers", PLANS);
    const path = `/v1/services/${service.slug}/subscriptions`;
    const consumer = (await make.consumer("callers")).id;
    const said = async (body: object) => {
      const answer = await provider("POST", path, body);
      return `${answer.status} ${answer.body.code ?? ""}`.trim();
    };
    expect(await said({ consumer, plan: "none" })).toBe("400 invalid-input");
    expect(await said({ consumer: "con_0000000000000000", plan: "long" })).toBe("404 not-found");
    expect(await said({ consumer, plan: "long", status: "active" })).toBe("400 invalid-input");
    expect(await said({ consumer, plan: "long" })).toBe("201");
    expect(await said({ consumer, plan: "long" })).toBe("409 subscription-exists");
    await root("PATCH", `/v1/services/${service.slug}`, { status: "retired" });
    const other = (await make.consumer("callers")).id;
    expect(await said({ consumer: other, plan: "long" })).toBe("409 service-retired");
  });

  it("is added once for one Idempotency-Key", async () => {
    const service = await make.service("providers");
    const consumer = (await make.consumer("callers")).id;
    const send = () =>
      provider(
        "POST",
        `/v1/services/${service.slug}/subscriptions`,
        { consumer },
        { "Idempotency-Key": "a" },
      );
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it("to the management API comes from admins alone", async () => {
    await root("PUT", "/v1/teams/latchkey/members/owner@providers.test", { role: "owner" });
    const consumer = (await make.consumer("callers")).id;
    const asOwner = await provider("POST", "/v1/services/latchkey/subscriptions", { consumer });
    expect(asOwner).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await root("POST", "/v1/services/latchkey/subscriptions", { consumer })).status).toBe(201);
  });
});
