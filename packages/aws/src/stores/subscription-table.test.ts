import { Raced } from "@latchkey/core/outage";
import { namedEntry } from "@latchkey/core/subscription/subscription";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { currentSubscriptionKey, subscriptionKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { decide, exists, make, next, pair } from "./subscription-table.fixture.ts";

const store = testStore(testClient);

const historyOf = async (id: string) =>
  (await store().partition(subscriptionKey(id).pk)).filter((item) =>
    String(item["sk"]).startsWith("HISTORY#"),
  );

describe("A subscription", () => {
  it("is the current one of its consumer and service, and reads the same both ways", async () => {
    const [consumer, service] = pair();
    const subscription = fresh.subscription(consumer, service);
    await store().commit(change(make(subscription)));
    expect(await store().stores.subscription(subscription.id)).toEqual(subscription);
    expect(await store().stores.currentSubscription(consumer.id, service.slug)).toEqual(subscription);
    expect(await store().stores.currentSubscription(consumer.id, "other")).toBeUndefined();
  });

  it("names its actors by their words in the table, which the version before reads", async () => {
    const [consumer, service] = pair();
    const pending = fresh.subscription(consumer, service);
    await store().commit(change(make(pending)));
    await decide(store(), next(pending, "active"));
    const { doc } = (await store().item(subscriptionKey(pending.id))) ?? {};
    const words = ["ana@example.com", "bob@example.com"];
    expect(doc).toMatchObject({ history: words.map((actor) => ({ actor })) });
    expect((await historyOf(pending.id)).map(({ entry }) => Object(entry).actor)).toEqual(words);
  });

  it("cannot be made beside a living one, in any of its states", async () => {
    for (const status of ["pending", "active", "suspended"] as const) {
      const [consumer, service] = pair();
      await store().commit(change(make(fresh.subscription(consumer, service, { status }))));
      await expect(store().commit(change(make(fresh.subscription(consumer, service))))).rejects.toBe(exists);
    }
  });

  it("is made once when a hundred apply at the same moment", async () => {
    const [consumer, service] = pair();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => store().commit(change(make(fresh.subscription(consumer, service))))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const listed = await store().stores.subscriptionsOfConsumer(consumer.id, {}, { limit: 10 });
    expect(listed.items).toHaveLength(1);
  });

  it("is decided in both places at once", async () => {
    const [consumer, service] = pair();
    const pending = fresh.subscription(consumer, service);
    await store().commit(change(make(pending)));
    const active = next(pending, "active", { expiresAt: "2027-01-01T00:00:00.000Z" });
    await decide(store(), active);
    expect(await store().stores.subscription(pending.id)).toEqual(active);
    const { history: _none, ...lean } = active;
    expect(await store().item(currentSubscriptionKey(consumer.id, service.slug))).toMatchObject({
      doc: lean,
      living: true,
      revision: 2,
    });
  });

  it("has raced when it was decided in between, and stays as that decision left it", async () => {
    const [consumer, service] = pair();
    const pending = fresh.subscription(consumer, service);
    await store().commit(change(make(pending)));
    const decisions = [next(pending, "active"), next(pending, "rejected")];
    const outcomes = await Promise.allSettled(decisions.map((each) => decide(store(), each)));
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost.map((outcome) => outcome.reason)).toEqual([expect.any(Raced)]);
    const winner = decisions[outcomes.findIndex((outcome) => outcome.status === "fulfilled")];
    expect(await store().stores.subscription(pending.id)).toEqual(winner);
    expect(await store().item(currentSubscriptionKey(consumer.id, service.slug))).toMatchObject({
      doc: { status: winner?.status },
    });
  });

  it("keeps each entry of its history in an item of its own, once", async () => {
    const [consumer, service] = pair();
    const pending = fresh.subscription(consumer, service);
    await store().commit(change(make(pending)));
    const active = next(pending, "active");
    await decide(store(), active);
    // An end that has passed is recorded with the command that met it, in one revision and at one time.
    const expired = next(active, "expired");
    const [met] = next(expired, "cancelled", { updatedAt: expired.updatedAt }).history.slice(-1);
    const after = {
      ...expired,
      status: "cancelled" as const,
      history: [...expired.history, ...(met ? [{ ...met, at: expired.updatedAt }] : [])],
    };
    await decide(store(), after);
    expect(after.history).toHaveLength(4);
    expect((await historyOf(pending.id)).map((item) => item["entry"])).toEqual(after.history.map(namedEntry));
  });

  it("keeps one of each entry, also of two changes in the same millisecond", async () => {
    const [consumer, service] = pair();
    const pending = fresh.subscription(consumer, service);
    await store().commit(change(make(pending)));
    const at = pending.updatedAt;
    const active = next(pending, "active", { updatedAt: at });
    const history = active.history.map((entry) => ({ ...entry, at }));
    await decide(store(), { ...active, history });
    expect((await historyOf(pending.id)).map((item) => item["entry"])).toEqual(history.map(namedEntry));
  });
});
