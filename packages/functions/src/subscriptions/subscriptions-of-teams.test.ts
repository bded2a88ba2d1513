import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { mayOnlyRead, workOn } from "@latchkey/aws/testing/work-for-tests";
import type { Caller } from "@latchkey/core/access/caller";
import { listDecisions } from "@latchkey/core/subscription/list-applications";
import {
  listSubscriptionsOfTeams,
  type TeamsFilter,
} from "@latchkey/core/subscription/list-subscriptions-of-teams";
import type { HistoryEntry, Subscription } from "@latchkey/core/subscription/subscription";
import { aPerson } from "@latchkey/core/testing/callers";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW, timeAt } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const store = testStore();
let wire: Wire;

const DAY = 86_400_000;
const inDays = (days: number) => timeAt(NOW + days * DAY);
const sue = aPerson("sue@buyers.test");
const olive = aPerson("olive@sellers.test");

const tides = fresh.service("sellers", { slug: "tides" });
const winds = fresh.service("sellers", { slug: "winds" });
const shop = fresh.consumer("buyers", { name: "shop" });
const till = fresh.consumer("buyers", { name: "till" });
const windy = fresh.consumer("buyers", { name: "windy" });
const second = fresh.consumer("second", { name: "second-shop" });
const foreign = fresh.consumer("strangers", { name: "shop-of-strangers" });

const decided = (
  minutes: number,
  action: HistoryEntry["action"],
  by = "olive@sellers.test",
): HistoryEntry => ({
  at: timeAt(NOW - minutes * 60_000),
  actor: { kind: "person", email: by },
  action,
  to: "active",
  sourceIp: "192.0.2.9",
});

/** With one entry, which is the last change. */
const subscribed = (
  consumer: typeof shop,
  service: typeof tides,
  fields: Partial<Subscription>,
  entry: HistoryEntry = decided(0, "apply"),
) => fresh.subscription(consumer, service, { history: [entry], updatedAt: entry.at, ...fields });

const all = {
  late: subscribed(shop, tides, { status: "active", expiresAt: inDays(30) }, decided(30, "approve")),
  soon: subscribed(till, tides, { status: "active", expiresAt: inDays(2) }, decided(10, "approve-renewal")),
  never: subscribed(windy, winds, { status: "active" }, decided(20, "add")),
  passed: subscribed(windy, tides, { status: "active", expiresAt: inDays(-1) }),
  pending: subscribed(shop, winds, { status: "pending" }),
  other: subscribed(
    second,
    winds,
    { status: "active", expiresAt: inDays(9) },
    decided(5, "reject-plan-change"),
  ),
  foreign: subscribed(foreign, tides, { status: "active", expiresAt: inDays(1) }, decided(1, "approve")),
};
const nameOf = (found: Subscription): string =>
  Object.entries(all).find(([, { id }]) => id === found.id)?.[0] ?? found.id;

beforeAll(async () => {
  wire = await startWire(store().endpoint);
  await store().keep({
    service: [tides, winds],
    consumer: [shop, till, windy, second, foreign],
    member: [
      fresh.member("buyers", sue.email, { role: "viewer" }),
      fresh.member("second", sue.email),
      fresh.member("sellers", olive.email, { role: "owner" }),
      fresh.member("sellers", "member@sellers.test", { role: "member" }),
    ],
  });
  for (const value of Object.values(all)) await store().keep({ subscription: value });
});
afterAll(() => wire.stop());

const workOf = (caller: Caller) =>
  workOn(
    { stores: tableStores({ ...store(), client: testClient(wire.endpoint) }), commit: mayOnlyRead },
    { caller },
  );

const listed = async (filter: TeamsFilter, caller: Caller = sue, limit = 200): Promise<string[]> => {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const found = await listSubscriptionsOfTeams(workOf(caller), filter, page);
    names.push(...found.items.map(nameOf));
    cursor = found.cursor;
  } while (cursor !== undefined);
  return names;
};

describe("the subscriptions of the caller's teams", () => {
  it("are none of another team's, which is as unknown", async () => {
    expect(await listed({}, aPerson("nobody@people.test"))).toEqual([]);
    expect(await listed({ q: "shop" }, olive)).toEqual([]);
    for (const filter of [{}, { status: "active" }, { q: "shop" }] as const)
      await expect(listed({ ...filter, team: "strangers" })).rejects.toMatchObject({ code: "not-found" });
  });

  it("come by their consumers' names, team by team, on pages of any size", async () => {
    const names = ["late", "pending", "soon", "passed", "never", "other"];
    expect(await listed({})).toEqual(names);
    expect(await listed({}, sue, 1)).toEqual(names);
    expect(await listed({ team: "second" })).toEqual(["other"]);
  });

  it("of a status begin with the one that ends first, and hold none whose end has passed", async () => {
    expect(await listed({ status: "active", team: "buyers" })).toEqual(["soon", "late", "never"]);
    expect(await listed({ status: "pending" })).toEqual(["pending"]);
  });

  it("are found by the beginning of a consumer's or a service's name, each once", async () => {
    expect(await listed({ q: "SHOP" })).toEqual(["late", "pending"]);
    expect(await listed({ q: "tid" })).toEqual(["late", "soon", "passed"]);
    expect(await listed({ q: "wind", team: "buyers" })).toEqual(["passed", "never", "pending"]);
    expect(await listed({ q: "wind", team: "buyers" }, sue, 1)).toEqual(["passed", "never", "pending"]);
    expect(await listed({ q: "shop", status: "pending" })).toEqual(["pending"]);
  });

  it("cost a query and a batch for each part that is looked at", async () => {
    wire.operations.length = 0;
    await listed({ team: "buyers", status: "active" });
    expect(wire.operations).toEqual(["GetItem", "Query", "BatchGetItem"]);
    wire.operations.length = 0;
    await listed({ team: "buyers", q: "shop" });
    expect(wire.operations).toEqual(["GetItem", "Query", "BatchGetItem", "Query"]);
  });

  it("follow a change of status and of the end", async () => {
    const { soon } = all;
    const changed = { ...soon, revision: 2, status: "cancelled" as const, updatedAt: timeAt(NOW) };
    await store().commit(change({ write: "replace", record: { kind: "subscription", value: changed } }));
    expect(await listed({ status: "active", team: "buyers" })).toEqual(["late", "never"]);
    expect(await listed({ status: "cancelled" })).toEqual(["soon"]);
  });
});

describe("what was decided", () => {
  const decisions = async (caller: Caller, filter: { team?: string } = {}, limit = 200) => {
    const { items, cursor } = await listDecisions(workOf(caller), filter, { limit });
    return { items: items.map((each) => [nameOf(each), each.decision.action]), cursor };
  };

  it("is told to those who decide alone", async () => {
    for (const email of ["member@sellers.test", sue.email, "nobody@people.test"])
      expect(await decisions(aPerson(email))).toEqual({ items: [], cursor: undefined });
    await expect(decisions(sue, { team: "sellers" })).rejects.toMatchObject({ code: "not-found" });
    await expect(decisions(aPerson("member@sellers.test"), { team: "sellers" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("comes the latest first, and holds what was answered alone", async () => {
    const { items } = await decisions(olive);
    expect(items).toEqual([
      ["foreign", "approve"],
      ["other", "reject-plan-change"],
      ["soon", "approve-renewal"],
      ["late", "approve"],
    ]);
    expect((await decisions(olive, { team: "sellers" }, 1)).cursor).toBeDefined();
  });

  it("costs a query and a batch a page", async () => {
    wire.operations.length = 0;
    await decisions(olive, { team: "sellers" });
    expect(wire.operations.filter((each) => each !== "GetItem")).toEqual(["Query", "BatchGetItem"]);
  });
});
