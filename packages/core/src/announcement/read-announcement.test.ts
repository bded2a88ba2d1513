import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, anAnnouncement, aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { listAnnouncements, readAnnouncement } from "./read-announcement.ts";

const ANNOUNCED = [
  anAnnouncement(),
  anAnnouncement({ id: "ann_2" }),
  anAnnouncement({ id: "ann_9", serviceId: "svc_9" }),
];
const RECORDS: Records = { ...CAST, service: aService(), announcement: ANNOUNCED };
const OWN = the("viewer", "providers");
const SUBSCRIBER = the("viewer", "callers");
const subscribed = (fields = {}) => ({ subscription: aSubscription({ status: "active", ...fields }) });

const reading = (caller: Caller, records: Records = {}) => {
  const work = aWorld({ ...RECORDS, ...records }).work(caller);
  return {
    list: (reference = "weather", limit = 10) => listAnnouncements(work, reference, { limit }),
    read: (id = "ann_1") => readAnnouncement(work, "svc_1", id),
  };
};

describe("the announcements of a service", () => {
  it.each<[who: string, caller: Caller]>([
    ["a viewer of its team", OWN],
    ["a machine of its team", aMachine("providers", { role: "viewer" })],
    ["an admin", ADMIN],
  ])("are seen by %s, with how many addresses each has gone to", async (_who, caller) => {
    const { list, read } = reading(caller);
    expect((await list()).items).toEqual([ANNOUNCED[1], ANNOUNCED[0]]);
    expect(await read()).toEqual(ANNOUNCED[0]);
  });

  it.each<[who: string, caller: Caller, records: Records]>([
    ["with an active subscription", SUBSCRIBER, subscribed()],
    ["with a suspended one", SUBSCRIBER, subscribed({ status: "suspended" })],
    ["with one that ends in a moment", SUBSCRIBER, subscribed({ expiresAt: timeAt(NOW + 1) })],
    ["by its machine", aMachine("callers", { role: "viewer" }), subscribed()],
  ])("are listed to a team %s, without how many use it", async (_who, caller, records) => {
    const { list, read } = reading(caller, records);
    const { items } = await list();
    expect(items.map(({ id }) => id)).toEqual(["ann_2", "ann_1"]);
    for (const each of items) expect(each).not.toHaveProperty("recipients");
    expect(await outcomeOf(read)).toBe("not-found");
  });

  it.each<[who: string, caller: Caller, records: Records]>([
    ["a stranger", STRANGER, {}],
    ["a team without a subscription", SUBSCRIBER, {}],
    ["a team that has applied", SUBSCRIBER, subscribed({ status: "pending" })],
    ["a team that was a subscriber", SUBSCRIBER, subscribed({ status: "revoked" })],
    ["a team whose subscription ends now", SUBSCRIBER, subscribed({ expiresAt: timeAt(NOW) })],
    ["a subscriber to a service whose slug begins so", SUBSCRIBER, subscribed({ service: "weather-maps" })],
    ["a machine of another team than the subscriber", aMachine("others"), subscribed()],
    ["an admin, of a service that is not there", ADMIN, { service: [] }],
  ])("are not found by %s", async (_who, caller, records) => {
    const { list, read } = reading(caller, records);
    expect([await outcomeOf(list), await outcomeOf(read)]).toEqual(["not-found", "not-found"]);
  });

  it("that are not there, or of another service, are not found", async () => {
    const { read } = reading(OWN);
    for (const id of ["ann_3", "ann_9"]) expect(await outcomeOf(() => read(id))).toBe("not-found");
  });

  it("come in pages", async () => {
    const page = await reading(OWN).list("svc_1", 1);
    expect([page.items.map(({ id }) => id), page.cursor]).toEqual([["ann_2"], expect.any(String)]);
  });
});

describe("a subscriber of many", () => {
  const ended = (index: number) =>
    aSubscription({
      id: `sub_${index}`,
      consumerId: `con_${index}`,
      service: "weather",
      status: "cancelled",
    });

  it("is found behind two hundred consumers of its team that are none", async () => {
    const subscription = [
      ...Array.from({ length: 200 }, (_, index) => ended(index)),
      aSubscription({ id: "sub_last", consumerId: "con_last", status: "active" }),
    ];
    expect((await reading(SUBSCRIBER, { subscription }).list()).items).toHaveLength(2);
  });

  it("is found in any of the teams of a person", async () => {
    const both = { ...SUBSCRIBER, email: "viewer@both.test" };
    const member = [
      aMember({ id: "mem_1", team: "others", email: both.email, role: "viewer" }),
      aMember({ id: "mem_2", team: "callers", email: both.email, role: "viewer" }),
    ];
    expect((await reading(both, { member, ...subscribed() }).list()).items).toHaveLength(2);
  });
});
