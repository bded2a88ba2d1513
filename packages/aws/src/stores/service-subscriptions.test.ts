import { BatchWriteItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Subscription, SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { inFull } from "@latchkey/core/testing/in-full";
import { describe, expect, it } from "vitest";
import { newItem } from "../commit/record-item.ts";
import { subscriptionKey } from "../dynamo/keys.ts";
import { subscriptionsOfService } from "../dynamo/subscription-lists.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";
import { decide, make, next } from "./subscription-table.fixture.ts";
import { tableStores } from "./table-stores.ts";

const store = testStore(testClient);

/** Their items are more than the megabyte that DynamoDB reads for one answer: the fewer there are, the larger. */
const MANY = inFull ? 10_000 : 400;
const REASON = "x".repeat(inFull ? 100 : 4000);

describe("The subscriptions of a service", () => {
  it("are listed by status, and leave a list when they leave its status", async () => {
    const service = fresh.service("globex");
    const made = Array.from({ length: 3 }, () => fresh.subscription(fresh.consumer("acme"), service));
    for (const each of made) await store().commit(change(make(each)));
    const [first, second, third] = made;
    if (!first || !second || !third) throw new Error("Three were made.");
    const active = next(second, "active");
    await decide(store(), active);
    const list = async (status?: SubscriptionStatus) =>
      (await store().stores.subscriptionsOfService(service.slug, status ? { status } : {}, { limit: 10 }))
        .items;
    expect(await list("pending")).toEqual([first, third]);
    expect(await list("active")).toEqual([active]);
    expect(await list()).toEqual([first, active, third]);
    const ofConsumer = await store().stores.subscriptionsOfConsumer(
      second.consumerId,
      { status: "active" },
      { limit: 10 },
    );
    expect(ofConsumer.items).toEqual([active]);
  });

  it("cost the same to list whether there are ten, or more than one answer of the table holds", async () => {
    const [few, many] = [fresh.service("globex"), fresh.service("globex")];
    await load(Array.from({ length: 10 }, () => fresh.subscription(fresh.consumer("acme"), few)));
    const crowd = Array.from({ length: MANY }, () => fresh.subscription(fresh.consumer("acme"), many));
    // An active one among each ten: a list by status must not read past those of another one.
    await load(
      crowd.map((each, index) => ({
        ...each,
        // The first page of each list is as that of a service with few.
        ...(index < 100 ? {} : { history: each.history.map((entry) => ({ ...entry, reason: REASON })) }),
        status: index % 10 === 9 ? "active" : "pending",
      })),
    );
    for (const status of [undefined, "pending"] as const)
      expect(await costOf(many.slug, status)).toEqual(await costOf(few.slug, status));
    const actives = await costOf(many.slug, "active");
    expect(actives.scanned).toBe(10);
    const page = await store().stores.subscriptionsOfService(many.slug, { status: "active" }, { limit: 10 });
    expect(page.items.map((item) => item.status)).toEqual(Array(10).fill("active"));
    expect(page.cursor).toBeDefined();
  });

  it("are read in one request for a page, and no further", async () => {
    const wire = await startWire(store().endpoint);
    const stores = tableStores({ ...store(), client: testClient(wire.endpoint) });
    const service = fresh.service("globex");
    for (let index = 0; index < 3; index += 1)
      await store().commit(change(make(fresh.subscription(fresh.consumer("acme"), service))));
    const page = await stores.subscriptionsOfService(service.slug, { status: "pending" }, { limit: 2 });
    expect(page.items).toHaveLength(2);
    expect(wire.operations).toEqual(["Query"]);
    await wire.stop();
  });
});

/** What DynamoDB itself says that the first ten of a list cost. */
const costOf = async (service: string, status?: SubscriptionStatus) => {
  const list = subscriptionsOfService(service, status);
  const { Count, ScannedCount, ConsumedCapacity } = await store().client.send(
    new QueryCommand({
      TableName: store().tableName,
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
    await store().client.send(
      new BatchWriteItemCommand({ RequestItems: { [store().tableName]: requests.splice(0, 25) } }),
    );
};
