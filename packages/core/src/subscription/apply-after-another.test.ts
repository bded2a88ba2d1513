import { describe, expect, it } from "vitest";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, DAY, NOW, timeAt } from "../testing/records.ts";
import { applying, CONSUMER, COUNTED, MEMBER, REQUESTED, worldOf } from "./apply-for-service.fixture.ts";
import { applyForService } from "./apply-for-service.ts";

describe("an application after an earlier one", () => {
  const ENDED = ["rejected", "withdrawn", "lapsed", "cancelled", "revoked", "expired"] as const;
  it.each(ENDED)("is made once that is %s, and leaves it as it was", async (status) => {
    const { outcome, writes } = await applying({ former: { status } });
    expect([outcome, writes()[0]]).toEqual(["done", "create subscription 1"]);
  });

  it.each(["pending", "active", "suspended"] as const)("is refused while that is %s", async (status) => {
    expect(await applying({ former: { status } })).toMatchObject({
      outcome: "subscription-exists",
      changes: [],
    });
  });

  it("records an end that has passed, and counts one living subscription for the other", async () => {
    const { outcome, writes, events, stores } = await applying({
      former: { status: "active", expiresAt: timeAt(NOW), termDays: 30 },
    });
    expect(outcome).toBe("done");
    expect(writes().slice(0, 6)).toEqual([
      "replace subscription 2",
      "count living -1",
      "count living -1",
      "create subscription 1",
      ...COUNTED,
    ]);
    expect(events()).toEqual(["subscription.expired by system", REQUESTED]);
    expect((await stores.subscription("sub_1"))?.status).toBe("expired");
  });

  it("ends the renewal that the former one asked for", async () => {
    const renewal = { askedAt: timeAt(NOW - DAY), application: 2 };
    const { events } = await applying({
      former: { status: "expired", expiresAt: timeAt(NOW - DAY), renewal, application: 2 },
    });
    expect(events()).toEqual(["subscription.renewal-rejected by system", REQUESTED]);
  });

  it("is one of two at the same moment", async () => {
    const world = worldOf({});
    const stores = { ...world.stores, currentSubscription: async () => undefined };
    const apply = (now: number) =>
      outcomeOf(() =>
        applyForService(world.work(MEMBER, { stores, now }), CONSUMER.id, { service: "weather" }),
      );
    expect([await apply(NOW), await apply(NOW + 1)]).toEqual(["done", "subscription-exists"]);
  });

  it.each([
    ["the service has changed", { service: async () => aService({ revision: 2 }) }],
    ["the consumer has changed", { consumer: async () => aConsumer({ revision: 3 }) }],
  ])("is decided again where %s since it was read", async (_what, read) => {
    const world = worldOf({});
    const work = world.work(MEMBER, { stores: { ...world.stores, ...read } });
    const attempt = () => applyForService(work, CONSUMER.id, { service: "weather" });
    expect([await outcomeOf(attempt), world.changes]).toEqual(["raced", []]);
  });
});
