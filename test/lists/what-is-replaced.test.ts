import { beforeAll, describe, expect, it } from "vitest";
import { ownLatchkey } from "../support/own-latchkey.ts";

const DAY_SECONDS = 86_400;

const { latchkey, root, make } = ownLatchkey();
beforeAll(async () => {
  await make.team({ slug: "acme" });
});

let days = 0;
const passDays = async (more: number): Promise<void> => {
  days += more;
  await fetch(`${latchkey().control}/_local/clock`, {
    method: "PUT",
    body: JSON.stringify({ offsetSeconds: days * DAY_SECONDS }),
  });
};

/** A subscription whose end has passed. */
const expired = async () => {
  const service = await make.service("acme", { plans: [{ name: "short", durationDays: 1 }] });
  const consumer = await make.consumer("acme");
  const subscription = await make.subscription(consumer, service.slug);
  await passDays(2);
  return { service, consumer, subscription };
};

const impossible = { status: 409, body: { code: "invalid-transition", state: "expired" } };

describe("an expired subscription", () => {
  it("comes back when its renewal is approved", async () => {
    const { subscription } = await expired();
    await make.act(subscription, "renew");
    expect(await make.act(subscription, "approve")).toMatchObject({ status: "active" });
  });

  it("that a later one has replaced is not renewed any more", async () => {
    const { service, consumer, subscription } = await expired();
    await make.subscription(consumer, service.slug);
    for (const action of ["renew", "approve"])
      expect(await root("POST", `/v1/subscriptions/${subscription.id}/${action}`, {})).toMatchObject(
        impossible,
      );
  });

  it("loses the renewal that was asked for when its consumer applies again", async () => {
    const { service, consumer, subscription } = await expired();
    await make.act(subscription, "renew");
    const later = await make.apply(consumer, service.slug);
    const { body } = await root("GET", `/v1/subscriptions/${subscription.id}`);
    expect(body).not.toHaveProperty("renewal");
    expect(await root("POST", `/v1/subscriptions/${subscription.id}/approve`, {})).toMatchObject(impossible);
    expect(await make.act(later, "approve")).toMatchObject({ status: "active" });
  });

  it("leaves room for its service to be deleted", async () => {
    const { service } = await expired();
    expect((await root("DELETE", `/v1/services/${service.slug}`)).status).toBe(204);
  });
});
