import { randomBytes } from "node:crypto";
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { repairTable } from "@latchkey/aws/backup/repair-table";
import {
  consumerKey,
  currentSubscriptionKey,
  type Key,
  pointerKey,
  serviceKey,
  subscriptionKey,
} from "@latchkey/aws/dynamo/keys";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { SYSTEM } from "@latchkey/core/access/actor";
import { newId } from "@latchkey/core/id";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

/* What a scan reads of a transaction that happens meanwhile: one of its items before, the other after. */

let store: TestStore;
let asked: Subscription;
beforeEach(async () => {
  await store?.stop();
  store = await startTestStore();
  const team = fresh.team();
  const [service, consumer] = [fresh.service(team.slug), fresh.consumer(team.slug)];
  asked = fresh.subscription(consumer, service);
  await store.keep({ team });
  await store.keep({ service });
  await store.keep({ consumer });
  await store.apply(asked);
  // The fixtures count no services and no consumers of the team, and claim no name.
  await repairTable(store, NOW);
});
afterAll(() => store.stop());

const place = () => currentSubscriptionKey(asked.consumerId, asked.service);
const put = (item: Record<string, unknown> | undefined) =>
  store.client.send(
    new PutItemCommand({
      TableName: store.tableName,
      Item: marshall(item, { removeUndefinedValues: true }),
    }),
  );
const drop = (key: Key) =>
  store.client.send(new DeleteItemCommand({ TableName: store.tableName, Key: marshall(key) }));
const approve = () =>
  carryOut({ now: NOW + 1000, commit: store.commit }, asked, { do: "approve", term: {} }, { actor: SYSTEM });
const counters = async () => [
  (await store.item(consumerKey(asked.consumerId)))?.["living"],
  (await store.item(serviceKey(asked.service)))?.["living"],
];
const bothCopies = async () => {
  const byId = await store.item(subscriptionKey(asked.id));
  const current = await store.item(place());
  const { history: _history, ...doc } = Object(byId?.["doc"]);
  expect(current).toMatchObject({ doc, id: doc.id, revision: byId?.["revision"] });
  return { byId: Object(byId?.["doc"]), current };
};

describe("a table that was read while it was written", () => {
  it("and that is whole is left as it is", async () => {
    expect(await repairTable(store, NOW)).toEqual({ subscriptions: 0, names: 0, counters: 0 });
  });

  it("has the newer state of a subscription in both places, wherever it was seen", async () => {
    const [oldById, oldCurrent] = [await store.item(subscriptionKey(asked.id)), await store.item(place())];
    await approve();
    const [newById, newCurrent] = [await store.item(subscriptionKey(asked.id)), await store.item(place())];
    for (const [byId, current] of [
      [oldById, newCurrent],
      [newById, oldCurrent],
    ]) {
      await put(byId);
      await put(current);
      expect((await repairTable(store, NOW)).subscriptions).toBe(1);
      const copies = await bothCopies();
      expect(copies.byId).toMatchObject({ status: "active", revision: 2 });
      expect(copies.byId.history.map(({ to }: { to: string }) => to)).toEqual(["pending", "active"]);
      expect(await repairTable(store, NOW)).toMatchObject({ subscriptions: 0 });
    }
  });

  it("has both copies of a subscription of which only one was seen", async () => {
    for (const key of [place(), subscriptionKey(asked.id)]) {
      await drop(key);
      expect((await repairTable(store, NOW)).subscriptions).toBe(1);
      expect((await bothCopies()).byId).toMatchObject({ id: asked.id, status: "pending" });
    }
  });

  it("has one living subscription of a consumer and a service, the later one", async () => {
    const later = { ...asked, id: newId("sub", NOW + 60_000, randomBytes) };
    await put({ ...(await store.item(subscriptionKey(asked.id))), ...subscriptionKey(later.id), doc: later });
    await repairTable(store, NOW);
    expect(await store.item(place())).toMatchObject({ id: later.id, living: true });
    expect(await store.item(subscriptionKey(asked.id))).toMatchObject({ doc: { status: "cancelled" } });
    expect(await counters()).toEqual([1, 1]);
    expect(await repairTable(store, NOW)).toEqual({ subscriptions: 0, names: 0, counters: 0 });
  });

  it("counts what is there", async () => {
    const subscribed = await store.item(consumerKey(asked.consumerId));
    await put({ ...subscribed, living: 7, credentials: 3 });
    await store.client.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: marshall(serviceKey(asked.service)),
        UpdateExpression: "SET living = :none",
        ExpressionAttributeValues: marshall({ ":none": 0 }),
      }),
    );
    expect((await repairTable(store, NOW)).counters).toBe(3);
    expect(await counters()).toEqual([1, 1]);
  });

  it("finds a credential by its name, and leads to no credential that does not exist", async () => {
    const credential = fresh.credential(asked.consumerId, { imported: true, pointers: ["api-key#p1#hash"] });
    await store.keep({ credential });
    await put({ ...pointerKey("username#gone"), holder: `${asked.consumerId}/crd_gone` });
    expect(await repairTable(store, NOW)).toMatchObject({ names: 2, counters: 1 });
    expect(await store.item(pointerKey("username#gone"))).toBeUndefined();
    expect(await store.item(pointerKey("api-key#p1#hash"))).toMatchObject({
      holder: `${asked.consumerId}/${credential.id}`,
    });
  });
});
