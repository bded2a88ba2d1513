import { Raced } from "@latchkey/core/outage";
import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { currentSubscriptionKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { decide, exists, make, next, pair } from "./subscription-table.fixture.ts";

const store = testStore(testClient);

describe("A subscription that has ended", () => {
  const ended = async () => {
    const [consumer, service] = pair();
    const pending = fresh.subscription(consumer, service);
    await store().commit(change(make(pending)));
    const former = next(pending, "withdrawn");
    await decide(store(), former);
    return { consumer, service, former };
  };

  it("gives way to a new one, and stays readable by its id", async () => {
    const { consumer, service, former } = await ended();
    const latter = fresh.subscription(consumer, service);
    await store().commit(change(make(latter)));
    expect(await store().stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
    expect(await store().stores.subscription(former.id)).toEqual(former);
    const listed = await store().stores.subscriptionsOfConsumer(consumer.id, {}, { limit: 10 });
    expect(listed.items).toEqual([former, latter]);
  });

  it("can still be changed by its id, without touching the one that took its place", async () => {
    const { consumer, service, former } = await ended();
    const latter = fresh.subscription(consumer, service);
    await store().commit(change(make(latter)));
    const noted = next(former, "withdrawn", { reason: "noted" });
    await decide(store(), noted);
    expect(await store().stores.subscription(former.id)).toEqual(noted);
    expect(await store().stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
    expect(await store().item(currentSubscriptionKey(consumer.id, service.slug))).toMatchObject({
      id: latter.id,
    });
  });

  it("cannot come to life again once its place is taken", async () => {
    const { consumer, service, former } = await ended();
    await store().commit(change(make(fresh.subscription(consumer, service))));
    await expect(decide(store(), next(former, "active"))).rejects.toBeInstanceOf(Raced);
    expect(await store().stores.subscription(former.id)).toEqual(former);
  });

  it("may be changed by the very change that makes the new one", async () => {
    const { consumer, service, former } = await ended();
    const noted = next(former, "withdrawn");
    const latter = fresh.subscription(consumer, service);
    await store().commit(change(replace({ kind: "subscription", value: noted }), make(latter)));
    expect(await store().stores.subscription(former.id)).toEqual(noted);
    expect(await store().stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
    const again = change(
      replace({ kind: "subscription", value: next(noted, "withdrawn") }),
      make(fresh.subscription(consumer, service)),
    );
    await expect(store().commit(again)).rejects.toBe(exists);
  });

  it("may be one whose end the new application is the first to record", async () => {
    const [consumer, service] = pair();
    const active = fresh.subscription(consumer, service, { status: "active" });
    await store().commit(change(make(active)));
    const latter = fresh.subscription(consumer, service);
    await expect(store().commit(change(make(latter)))).rejects.toBe(exists);
    const expired = next(active, "expired");
    await store().commit(change(replace({ kind: "subscription", value: expired }), make(latter)));
    expect(await store().stores.subscription(active.id)).toEqual(expired);
    expect(await store().stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
  });
});
