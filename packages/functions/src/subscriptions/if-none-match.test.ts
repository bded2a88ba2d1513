import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { mayOnlyRead, workOn } from "@latchkey/aws/testing/work-for-tests";
import { SYSTEM } from "@latchkey/core/access/actor";
import type { Caller } from "@latchkey/core/access/caller";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Command } from "@latchkey/core/subscription/decide-subscription";
import {
  listSubscriptionsOfConsumer,
  readSubscriptionRevision,
} from "@latchkey/core/subscription/read-subscription";
import type { Subscription, SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import { aMachine, aPerson } from "@latchkey/core/testing/callers";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const store = testStore();
let wire: Wire;
let subscription: Subscription;
beforeAll(async () => {
  wire = await startWire(store().endpoint);
  const [consumer, service] = [fresh.consumer("callers"), fresh.service("providers")];
  subscription = fresh.subscription(consumer, service);
  const members = [
    fresh.member("callers", "sue@callers.test", { role: "member" }),
    fresh.member("providers", "olga@providers.test"),
  ];
  await store().keep({ consumer, service, member: members });
  await store().apply(subscription);
});
afterAll(() => wire.stop());

/** What a warm Lambda reads with. */
const worker = () => {
  const stores = tableStores({ ...store(), client: testClient(wire.endpoint) });
  return (caller: Caller): PlatformWork => workOn({ stores, commit: mayOnlyRead }, { caller });
};

const requests = async (run: () => Promise<unknown>): Promise<string[]> => {
  wire.operations.length = 0;
  await run();
  return [...wire.operations];
};

const NEXT: Partial<Record<SubscriptionStatus, Command>> = {
  pending: { do: "approve", term: {} },
  active: { do: "suspend" },
};

describe("A client that polls a subscription with its revision", () => {
  it.each([
    ["a person of the consumer's team", aPerson("sue@callers.test")],
    ["a person of the provider's team", aPerson("olga@providers.test")],
    ["an admin", aPerson("ada@platform.test", true)],
    ["a machine of the consumer's team", aMachine("callers")],
    ["a machine of the provider's team", aMachine("providers")],
  ])("costs one request: %s", async (_who, caller) => {
    const as = worker();
    const read = () => readSubscriptionRevision(as(caller), subscription.id);
    const { revision } = (await store().stores.subscription(subscription.id)) ?? { revision: 0 };
    expect(await read()).toBe(revision);
    expect(await requests(read)).toHaveLength(1);
    // A decision is seen by the very next one.
    const current = await store().stores.subscription(subscription.id);
    if (!current) throw new Error("It was made.");
    const command = NEXT[current.status] ?? { do: "resume" };
    await carryOut({ now: NOW, commit: store().commit }, current, command, { actor: SYSTEM });
    expect(await read()).toBe(revision + 1);
  });

  it.each([
    ["a stranger", aPerson("eve@example.com")],
    ["a stranger's machine", aMachine("others")],
  ])("is told that there is no such thing: %s", async (_who, caller) => {
    const as = worker();
    const read = () => readSubscriptionRevision(as(caller), subscription.id);
    // Cold, and when the teams are known.
    for (let times = 0; times < 3; times += 1)
      await expect(read()).rejects.toMatchObject({ code: "not-found" });
  });

  it("sees nothing any more from the moment on at which it leaves the team", async () => {
    const as = worker();
    const member = fresh.member("callers", "tom@callers.test", { role: "member" });
    await store().keep({ member });
    const read = () => readSubscriptionRevision(as(aPerson("tom@callers.test")), subscription.id);
    await read();
    await store().commit(
      change({ write: "erase", record: { kind: "member", value: member }, tombstone: false }),
    );
    await expect(read()).rejects.toMatchObject({ code: "not-found" });
  });

  it("is informed of one that does not exist", async () => {
    const as = worker();
    const read = () => readSubscriptionRevision(as(aPerson("sue@callers.test")), "sub_none");
    await expect(read()).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("A client that polls the list of a consumer's subscriptions", () => {
  it("waits for one round trip: consumer and list are read side by side", async () => {
    const as = worker();
    const list = (caller: Caller) =>
      listSubscriptionsOfConsumer(as(caller), subscription.consumerId, {}, { limit: 10 });
    expect(await requests(() => list(aMachine("callers")))).toEqual(["GetItem", "Query"]);
    await expect(list(aMachine("others"))).rejects.toMatchObject({ code: "not-found" });
  });
});
