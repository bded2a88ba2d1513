import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { mayOnlyRead, workOn } from "@latchkey/aws/testing/work-for-tests";
import type { Caller } from "@latchkey/core/access/caller";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { countLiving } from "@latchkey/core/subscription/count-living";
import { listLivingSubscriptions } from "@latchkey/core/subscription/list-living-subscriptions";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { aPerson } from "@latchkey/core/testing/callers";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const store = testStore();
let wire: Wire;

const service = fresh.service("providers");
const others = Array.from({ length: 3 }, () => fresh.service("providers"));
const [living, ended, past, without] = Array.from({ length: 4 }, () => fresh.consumer("callers")) as [
  Consumer,
  Consumer,
  Consumer,
  Consumer,
];
const elsewhere = fresh.consumer("others");

const subscribe = async (consumer: Consumer, to: typeof service, fields: Partial<Subscription> = {}) => {
  const value = fresh.subscription(consumer, to, { status: "active", ...fields });
  const counts = value.status === "active" ? countLiving(value, 1) : [];
  await store().commit(change(create({ kind: "subscription", value }), ...counts));
};

beforeAll(async () => {
  wire = await startWire(store().endpoint);
  await store().commit(
    change(
      ...[living, ended, past, without, elsewhere].map((value) => create({ kind: "consumer", value })),
      ...[service, ...others].map((value) => create({ kind: "service", value })),
      create({ kind: "member", value: fresh.member("callers", "sue@callers.test", { role: "viewer" }) }),
    ),
  );
  await subscribe(living, service);
  await subscribe(ended, service, { status: "cancelled" });
  await subscribe(past, service, { expiresAt: new Date(NOW - 1).toISOString() });
  await subscribe(elsewhere, service);
  for (const other of others) for (const consumer of [living, without]) await subscribe(consumer, other);
});
afterAll(() => wire.stop());

const sue = aPerson("sue@callers.test");

const RING = aRing("k1");

const workOf = (caller: Caller): PlatformWork =>
  workOn(
    { stores: tableStores({ ...store(), client: testClient(wire.endpoint) }), commit: mayOnlyRead },
    { caller, keys: keysOf(RING) },
  );

const listed = async (filter: { service: string; team?: string }, caller = sue) =>
  (await listLivingSubscriptions(workOf(caller), filter, { limit: 200 })).items.map(
    ({ consumerId }) => consumerId,
  );

describe("the living subscriptions of the caller's consumers to a service", () => {
  it("are those that live at this moment, of the caller's teams alone", async () => {
    expect(await listed({ service: service.slug })).toEqual([living.id]);
    expect(await listed({ service: service.id, team: "callers" })).toEqual([living.id]);
    await expect(listed({ service: service.slug, team: "others" })).rejects.toMatchObject({
      code: "not-found",
    });
    const admin = { ...sue, email: "ada@platform.test", admin: true };
    expect(new Set(await listed({ service: service.slug }, admin))).toEqual(
      new Set([living.id, elsewhere.id]),
    );
  });

  it("are none of a service that does not exist", async () => {
    for (const nothing of ["nothing", "svc_nothing"]) expect(await listed({ service: nothing })).toEqual([]);
  });

  it("come page by page with the consumers, none left out", async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await listLivingSubscriptions(
        workOf(sue),
        { service: service.slug },
        { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
      );
      found.push(...page.items.map(({ consumerId }) => consumerId));
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect({ found, pages }).toEqual({ found: [living.id], pages: 4 });
  });

  it("cost two batches beside the consumers, whatever else those are subscribed to", async () => {
    wire.operations.length = 0;
    await listed({ service: service.slug, team: "callers" });
    expect(wire.operations).toEqual(["GetItem", "Query", "BatchGetItem", "BatchGetItem"]);
    wire.operations.length = 0;
    expect(await listed({ service: "nothing", team: "callers" })).toEqual([]);
    expect(wire.operations).toEqual(["GetItem", "Query", "BatchGetItem"]);
  });
});
