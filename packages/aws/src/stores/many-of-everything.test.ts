import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { listConsumers } from "@latchkey/core/consumer/read-consumer";
import { findCredentials } from "@latchkey/core/credential/find-credentials";
import type { StoredRecord } from "@latchkey/core/platform/records";
import { listCatalog } from "@latchkey/core/service/catalog";
import { listServices } from "@latchkey/core/service/read-service";
import { listSubscriptionsOfTeams } from "@latchkey/core/subscription/list-subscriptions-of-teams";
import { aPerson } from "@latchkey/core/testing/callers";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { inFull } from "@latchkey/core/testing/in-full";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listAttributes } from "../commit/list-attributes.ts";
import { recordItem } from "../commit/record-item.ts";
import { placeAttributes } from "../commit/write-subscription.ts";
import {
  consumerNameKey,
  consumersOf,
  credentialsOf,
  currentSubscriptionKey,
  type Placed,
  publishedServices,
  servicesOf,
} from "../dynamo/keys.ts";
import { serviceByName } from "../dynamo/service-lists.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire, type Wire } from "../testing/wire.ts";
import { mayOnlyRead, workOn } from "../testing/work-for-tests.ts";
import { tableStores } from "./table-stores.ts";

/*
 * How much a keystroke reads where a team has many of everything: requests to the engine are counted, since they are what grows. A
 * tenth is loaded where the tests do not run in full: a read that grew with the number would be seen all the same.
 */

const CONSUMERS = inFull ? 10_000 : 1000;
const SERVICES = inFull ? 2000 : 300;
const CREDENTIALS = 100;
/** As many are in lists by their making, and subscribed: more than a page. */
const LISTED = 150;
const AT_ONCE = 8;
const PAGE = 100;
/** All of it takes minutes, on a busy machine more than a hook has. */
const LOADING_MS = 1_200_000;

const store = testStore(testClient);
let wire: Wire;
const ana = aPerson("ana@many.test");
const stranger = aPerson("stranger@many.test");

/** As its making leaves it, but for lists that nothing here looks at: the embedded engine takes long to keep them. */
const item = (record: StoredRecord, lists: readonly Placed[] = []) => ({
  ...recordItem(record).key,
  doc: recordItem(record).doc,
  revision: record.value.revision,
  ...listAttributes(lists, record.value.id),
});

/** Past the commit, which would count and claim for each: only what lists are read from. */
const load = async (all: readonly object[]) => {
  const requests = all.map((item) => ({
    PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
  }));
  const batches: (typeof requests)[] = [];
  while (requests.length > 0) batches.push(requests.splice(0, 25));
  const send = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop())
      await store().client.send(new BatchWriteItemCommand({ RequestItems: { [store().tableName]: batch } }));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
};

const numbered = (prefix: string, at: number) => `${prefix}-${String(at).padStart(5, "0")}`;
const services = Array.from({ length: SERVICES }, (_, at) =>
  fresh.service(at < 100 ? "many" : `others-${at % 30}`, {
    slug: numbered("svc", at),
    name: numbered("Service", at),
    status: "published",
    visibility: "public",
  }),
);
const consumers = Array.from({ length: CONSUMERS }, (_, at) =>
  fresh.consumer("many", { name: numbered("app", at) }),
);
const [holder] = consumers as [(typeof consumers)[0]];

beforeAll(async () => {
  wire = await startWire(store().endpoint);
  await store().keep({
    member: fresh.member("many", ana.email, { role: "owner" }),
  });
  await load([
    ...Array.from({ length: CREDENTIALS }, (_, at) => {
      const value = fresh.credential(holder.id, { name: numbered("key", at) });
      return item({ kind: "credential", value }, [credentialsOf(holder.id)]);
    }),
    ...services.map((value) =>
      item({ kind: "service", value }, [
        publishedServices,
        ...(value.team === "many" ? [servicesOf("many"), serviceByName(value)] : []),
      ]),
    ),
    ...consumers.flatMap((value, at) => [
      item({ kind: "consumer", value }, at < LISTED ? [consumersOf("many")] : []),
      { ...consumerNameKey(value.team, value.name), holder: value.id },
    ]),
    ...consumers.slice(0, LISTED).flatMap((consumer, at) => {
      const value = fresh.subscription(consumer, services[at] ?? fresh.service("many"), { status: "active" });
      return [
        item({ kind: "subscription", value }),
        { ...currentSubscriptionKey(value.consumerId, value.service), ...placeAttributes(value) },
      ];
    }),
  ]);
}, LOADING_MS);
afterAll(() => wire.stop());

const workOf = (caller = ana) =>
  workOn(
    { stores: tableStores({ ...store(), client: testClient(wire.endpoint) }), commit: mayOnlyRead },
    { caller },
  );
const page = { limit: PAGE };
/** So small that twenty of it are fewer than the services. */
const part = { limit: 10 };

it.each<[string, number, (caller: typeof ana) => Promise<{ items: unknown[] }>]>([
  ["a consumer by the beginning of its name", 3, (by) => listConsumers(workOf(by), { q: "app-0042" }, page)],
  ["consumers that are many", 3, (by) => listConsumers(workOf(by), { q: "a" }, page)],
  ["a consumer that is not there", 3, (by) => listConsumers(workOf(by), { q: "zzz" }, page)],
  [
    "consumers by name from the end",
    3,
    (by) => listConsumers(workOf(by), { by: "name", backwards: true }, page),
  ],
  [
    "consumers, the newest first",
    2,
    (by) => listConsumers(workOf(by), { by: "created", backwards: true }, page),
  ],
  ["services by name", 2, (by) => listServices(workOf(by), { by: "name" }, page)],
  ["a service of the team", 2, (by) => listServices(workOf(by), { q: "Service-00042" }, page)],
  [
    "subscriptions by consumer or service",
    6,
    (by) => listSubscriptionsOfTeams(workOf(by), { q: "app-0004" }, page),
  ],
  [
    "subscriptions that end first",
    4,
    (by) => listSubscriptionsOfTeams(workOf(by), { status: "active" }, page),
  ],
  ["one service of all in the catalogue", 21, (by) => listCatalog(workOf(by), { q: "Service-00299" }, part)],
  ["nothing in the catalogue", 21, (by) => listCatalog(workOf(by), { q: "zzz" }, part)],
])("a keystroke that looks for %s sends at most %i requests", async (_what, most, look) => {
  wire.operations.length = 0;
  const { items: found } = await look(ana);
  expect(found.length).toBeLessThanOrEqual(PAGE);
  expect(wire.operations.length).toBeLessThanOrEqual(most);
  expect(wire.operations).not.toContain("Scan");
});

it("a keystroke among a hundred credentials reads them once, and their last uses once", async () => {
  wire.operations.length = 0;
  const found = await findCredentials(workOf(), holder.id, { q: "key-00042" });
  expect(found.map(({ name }) => name)).toEqual(["key-00042"]);
  expect(wire.operations.filter((each) => each === "Query")).toHaveLength(2);
  expect(wire.operations.length).toBeLessThanOrEqual(5);
});

it("a stranger's keystroke finds nothing of the team, and costs no more for what is there", async () => {
  const cost = async (q: string) => {
    wire.operations.length = 0;
    expect((await listConsumers(workOf(stranger), { q }, page)).items).toEqual([]);
    expect((await listSubscriptionsOfTeams(workOf(stranger), { q }, page)).items).toEqual([]);
    return [...wire.operations];
  };
  expect(await cost("app-0042")).toEqual(await cost("zzz"));
});
