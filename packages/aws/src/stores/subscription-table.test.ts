import { BatchWriteItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import { Raced } from "@latchkey/core/outage";
import { Refusal } from "@latchkey/core/refusal";
import type { Service } from "@latchkey/core/service/service";
import type {
  HistoryEntry,
  Subscription,
  SubscriptionStatus,
} from "@latchkey/core/subscription/subscription";
import { inFull } from "@latchkey/core/testing/in-full";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newItem } from "../commit/record-item.ts";
import { currentSubscriptionKey, subscriptionKey, subscriptionsOfService } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { aConsumer, aService, aSubscription, change, create, NOW, replace } from "../testing/records.ts";
import { startTestStore, type TestStore } from "../testing/store-for-tests.ts";
import { startWire } from "../testing/wire.ts";
import { tableStores } from "./table-stores.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.stop());

/** Their items are more than the megabyte that DynamoDB reads for one answer. */
const MANY = inFull ? 10_000 : 3000;

const exists = new Refusal("subscription-exists", "exists");
const make = (value: Subscription) => create({ kind: "subscription", value }, exists);

/** One decision later, a minute on. */
const next = (
  from: Subscription,
  status: SubscriptionStatus,
  fields: Partial<Subscription> = {},
): Subscription => {
  const at = new Date(NOW + from.revision * 60_000).toISOString();
  const entry: HistoryEntry = {
    at,
    actor: "bob@example.com",
    action: "suspend",
    from: from.status,
    to: status,
  };
  return {
    ...from,
    status,
    revision: from.revision + 1,
    updatedAt: at,
    history: [...from.history, entry],
    ...fields,
  };
};

const decide = (value: Subscription) => store.commit(change(replace({ kind: "subscription", value })));

const pair = (): [Consumer, Service] => [aConsumer("acme"), aService("globex")];

const historyOf = async (id: string) =>
  (await store.partition(subscriptionKey(id).pk)).filter((item) => String(item["sk"]).startsWith("HISTORY#"));

describe("A subscription", () => {
  it("is the current one of its consumer and service, and reads the same both ways", async () => {
    const [consumer, service] = pair();
    const subscription = aSubscription(consumer, service);
    await store.commit(change(make(subscription)));
    expect(await store.stores.subscription(subscription.id)).toEqual(subscription);
    expect(await store.stores.currentSubscription(consumer.id, service.slug)).toEqual(subscription);
    expect(await store.stores.currentSubscription(consumer.id, "other")).toBeUndefined();
  });

  it("cannot be made beside a living one, in any of its states", async () => {
    for (const status of ["pending", "active", "suspended"] as const) {
      const [consumer, service] = pair();
      await store.commit(change(make(aSubscription(consumer, service, { status }))));
      await expect(store.commit(change(make(aSubscription(consumer, service))))).rejects.toBe(exists);
    }
  });

  it("is made once when a hundred apply at the same moment", async () => {
    const [consumer, service] = pair();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => store.commit(change(make(aSubscription(consumer, service))))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const listed = await store.stores.subscriptionsOfConsumer(consumer.id, {}, { limit: 10 });
    expect(listed.items).toHaveLength(1);
  });

  it("is decided in both places at once", async () => {
    const [consumer, service] = pair();
    const pending = aSubscription(consumer, service);
    await store.commit(change(make(pending)));
    const active = next(pending, "active", { expiresAt: "2027-01-01T00:00:00.000Z" });
    await decide(active);
    expect(await store.stores.subscription(pending.id)).toEqual(active);
    const { history: _none, ...lean } = active;
    expect(await store.item(currentSubscriptionKey(consumer.id, service.slug))).toMatchObject({
      doc: lean,
      living: true,
      revision: 2,
    });
  });

  it("has raced when it was decided in between, and stays as that decision left it", async () => {
    const [consumer, service] = pair();
    const pending = aSubscription(consumer, service);
    await store.commit(change(make(pending)));
    const decisions = [next(pending, "active"), next(pending, "rejected")];
    const outcomes = await Promise.allSettled(decisions.map(decide));
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost.map((outcome) => outcome.reason)).toEqual([expect.any(Raced)]);
    const winner = decisions[outcomes.findIndex((outcome) => outcome.status === "fulfilled")];
    expect(await store.stores.subscription(pending.id)).toEqual(winner);
    expect(await store.item(currentSubscriptionKey(consumer.id, service.slug))).toMatchObject({
      doc: { status: winner?.status },
    });
  });

  it("keeps each entry of its history in an item of its own, once", async () => {
    const [consumer, service] = pair();
    const pending = aSubscription(consumer, service);
    await store.commit(change(make(pending)));
    const active = next(pending, "active");
    await decide(active);
    // An end that has passed is recorded with the command that met it, in one revision and at one time.
    const expired = next(active, "expired");
    const [met] = next(expired, "cancelled", { updatedAt: expired.updatedAt }).history.slice(-1);
    const after = {
      ...expired,
      status: "cancelled" as const,
      history: [...expired.history, ...(met ? [{ ...met, at: expired.updatedAt }] : [])],
    };
    await decide(after);
    expect(after.history).toHaveLength(4);
    expect((await historyOf(pending.id)).map((item) => item["entry"])).toEqual(after.history);
  });

  it("keeps one of each entry, also of two changes in the same millisecond", async () => {
    const [consumer, service] = pair();
    const pending = aSubscription(consumer, service);
    await store.commit(change(make(pending)));
    const at = pending.updatedAt;
    const active = next(pending, "active", { updatedAt: at });
    const history = active.history.map((entry) => ({ ...entry, at }));
    await decide({ ...active, history });
    expect((await historyOf(pending.id)).map((item) => item["entry"])).toEqual(history);
  });
});

describe("A subscription that has ended", () => {
  const ended = async () => {
    const [consumer, service] = pair();
    const pending = aSubscription(consumer, service);
    await store.commit(change(make(pending)));
    const former = next(pending, "withdrawn");
    await decide(former);
    return { consumer, service, former };
  };

  it("gives way to a new one, and stays readable by its id", async () => {
    const { consumer, service, former } = await ended();
    const latter = aSubscription(consumer, service);
    await store.commit(change(make(latter)));
    expect(await store.stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
    expect(await store.stores.subscription(former.id)).toEqual(former);
    const listed = await store.stores.subscriptionsOfConsumer(consumer.id, {}, { limit: 10 });
    expect(listed.items).toEqual([former, latter]);
  });

  it("can still be changed by its id, without touching the one that took its place", async () => {
    const { consumer, service, former } = await ended();
    const latter = aSubscription(consumer, service);
    await store.commit(change(make(latter)));
    const noted = next(former, "withdrawn", { reason: "noted" });
    await decide(noted);
    expect(await store.stores.subscription(former.id)).toEqual(noted);
    expect(await store.stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
    expect(await store.item(currentSubscriptionKey(consumer.id, service.slug))).toMatchObject({
      id: latter.id,
    });
  });

  it("cannot come to life again once its place is taken", async () => {
    const { consumer, service, former } = await ended();
    await store.commit(change(make(aSubscription(consumer, service))));
    await expect(decide(next(former, "active"))).rejects.toBeInstanceOf(Raced);
    expect(await store.stores.subscription(former.id)).toEqual(former);
  });

  it("may be changed by the very change that makes the new one", async () => {
    const { consumer, service, former } = await ended();
    const noted = next(former, "withdrawn");
    const latter = aSubscription(consumer, service);
    await store.commit(change(replace({ kind: "subscription", value: noted }), make(latter)));
    expect(await store.stores.subscription(former.id)).toEqual(noted);
    expect(await store.stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
    const again = change(
      replace({ kind: "subscription", value: next(noted, "withdrawn") }),
      make(aSubscription(consumer, service)),
    );
    await expect(store.commit(again)).rejects.toBe(exists);
  });

  it("may be one whose end the new application is the first to record", async () => {
    const [consumer, service] = pair();
    const active = aSubscription(consumer, service, { status: "active" });
    await store.commit(change(make(active)));
    const latter = aSubscription(consumer, service);
    await expect(store.commit(change(make(latter)))).rejects.toBe(exists);
    const expired = next(active, "expired");
    await store.commit(change(replace({ kind: "subscription", value: expired }), make(latter)));
    expect(await store.stores.subscription(active.id)).toEqual(expired);
    expect(await store.stores.currentSubscription(consumer.id, service.slug)).toEqual(latter);
  });
});

describe("The subscriptions of a service", () => {
  it("are listed by status, and leave a list when they leave its status", async () => {
    const service = aService("globex");
    const made = Array.from({ length: 3 }, () => aSubscription(aConsumer("acme"), service));
    for (const each of made) await store.commit(change(make(each)));
    const [first, second, third] = made;
    if (!first || !second || !third) throw new Error("Three were made.");
    const active = next(second, "active");
    await decide(active);
    const list = async (status?: SubscriptionStatus) =>
      (await store.stores.subscriptionsOfService(service.slug, status ? { status } : {}, { limit: 10 }))
        .items;
    expect(await list("pending")).toEqual([first, third]);
    expect(await list("active")).toEqual([active]);
    expect(await list()).toEqual([first, active, third]);
    const ofConsumer = await store.stores.subscriptionsOfConsumer(
      second.consumerId,
      { status: "active" },
      { limit: 10 },
    );
    expect(ofConsumer.items).toEqual([active]);
  });

  it("cost the same to list whether there are ten, or more than one answer of the table holds", async () => {
    const [few, many] = [aService("globex"), aService("globex")];
    await load(Array.from({ length: 10 }, () => aSubscription(aConsumer("acme"), few)));
    const crowd = Array.from({ length: MANY }, () => aSubscription(aConsumer("acme"), many));
    // An active one among each ten: a list by status must not read past those of another one.
    await load(
      crowd.map((each, index) => (index % 10 === 9 ? { ...each, status: "active" as const } : each)),
    );
    for (const status of [undefined, "pending"] as const)
      expect(await costOf(many.slug, status)).toEqual(await costOf(few.slug, status));
    const actives = await costOf(many.slug, "active");
    expect(actives.scanned).toBe(10);
    const page = await store.stores.subscriptionsOfService(many.slug, { status: "active" }, { limit: 10 });
    expect(page.items.map((item) => item.status)).toEqual(Array(10).fill("active"));
    expect(page.cursor).toBeDefined();
  });

  it("are read in one request for a page, and no further", async () => {
    const wire = await startWire(store.endpoint);
    const stores = tableStores({ ...store, client: testClient(wire.endpoint) });
    const service = aService("globex");
    for (let index = 0; index < 3; index += 1)
      await store.commit(change(make(aSubscription(aConsumer("acme"), service))));
    const page = await stores.subscriptionsOfService(service.slug, { status: "pending" }, { limit: 2 });
    expect(page.items).toHaveLength(2);
    expect(wire.operations).toEqual(["Query"]);
    await wire.stop();
  });
});

/** What DynamoDB itself says that the first ten of a list cost. */
const costOf = async (service: string, status?: SubscriptionStatus) => {
  const list = subscriptionsOfService(service, status);
  const { Count, ScannedCount, ConsumedCapacity } = await store.client.send(
    new QueryCommand({
      TableName: store.tableName,
      IndexName: list.index,
      KeyConditionExpression: "#partition = :partition",
      ExpressionAttributeNames: { "#partition": `${list.index}pk` },
      ExpressionAttributeValues: marshall({ ":partition": list.partition }),
      Limit: 10,
      ReturnConsumedCapacity: "TOTAL",
    }),
  );
  return { count: Count, scanned: ScannedCount, units: ConsumedCapacity?.CapacityUnits };
};

/**
 * What a commit would write, without a transaction for each and without the lists of the consumers: the embedded
 * engine takes longer for each entry the more an index has.
 */
const load = async (subscriptions: Subscription[]) => {
  const requests = subscriptions.map((value) => {
    const {
      gsi2pk: _2,
      gsi2sk: _two,
      gsi4pk: _4,
      gsi4sk: _four,
      ...item
    } = newItem({ kind: "subscription", value });
    const Item = marshall({ ...subscriptionKey(value.id), ...item }, { removeUndefinedValues: true });
    return { PutRequest: { Item } };
  });
  while (requests.length > 0)
    await store.client.send(
      new BatchWriteItemCommand({ RequestItems: { [store.tableName]: requests.splice(0, 25) } }),
    );
};
