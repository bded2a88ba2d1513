import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { aConsumer, aMember, aService, aSubscription, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { readUsage, type UsageQuery } from "./read-usage.ts";
import type { UsageReads } from "./usage-reads.ts";
import { aUsageRow } from "./usage-row.fixture.ts";
import { isOfPartition, TooMuchUsage } from "./usage-store.ts";

const HOUR = 3_600_000;
const [OURS, THEIRS] = [aConsumer({ id: "con_1" }), aConsumer({ id: "con_2", team: "others" })];
const SERVICES = [
  aService(),
  aService({ id: "svc_2", slug: "secret", visibility: "private" }),
  aService({ id: "svc_3", slug: "draft", status: "draft" }),
];
const SUBSCRIPTIONS = [
  aSubscription({ consumerId: "con_1", status: "active" }),
  aSubscription({ id: "sub_2", consumerId: "con_2", consumerTeam: "others", status: "active" }),
];
const MEMBERS = ["callers", "providers", "others"].map((team) =>
  aMember({ team, email: `${team}@x.test`, role: "viewer" }),
);

const row = (fields: Parameters<typeof aUsageRow>[0]) =>
  aUsageRow({ hour: timeAt(NOW), service: "weather", ...fields });
const ROWS = [
  row({ bytesIn: 1, operation: "get" }),
  row({ bytesIn: 10, consumer: "con_2", team: "others", subscription: "sub_2", credential: "crd_2" }),
  // Refused: without a subscription, and before the service was known.
  row({
    bytesIn: 100,
    serviceId: "svc_2",
    service: "secret",
    subscription: "",
    operation: "put",
    model: "m",
  }),
  row({ bytesIn: 1000, serviceId: "", subscription: "" }),
  row({ bytesIn: 10_000, consumer: "con_3", team: "strangers", subscription: "", credential: "crd_3" }),
];

const world = (caller: Caller, rows = ROWS) => {
  const viewed: [from: string, to: string][] = [];
  const stores: Partial<UsageReads["stores"]> = {
    member: async (team, email) => MEMBERS.find((each) => each.team === team && each.email === email),
    teamsOf: async (email) => ({ items: MEMBERS.filter((each) => each.email === email) }),
    teams: async () => ({ items: ["callers", "others", "strangers"].map((slug) => aTeam({ slug })) }),
    consumer: async (id) => [OURS, THEIRS].find((each) => each.id === id),
    service: async (slug) => SERVICES.find((each) => each.slug === slug),
    serviceById: async (id) => SERVICES.find((each) => each.id === id),
    servicesOf: async (team) => ({ items: SERVICES.filter((each) => each.team === team) }),
    subscription: async (id) => SUBSCRIPTIONS.find((each) => each.id === id),
    currentSubscription: async (consumerId, slug) =>
      SUBSCRIPTIONS.find((each) => each.consumerId === consumerId && each.service === slug),
    usageView: async (from, to) => {
      viewed.push([from, to]);
      return { rowsOf: async (of, keep) => rows.filter((each) => isOfPartition(each, of) && keep(each)) };
    },
  };
  const stage: Partial<UsageReads["stage"]> = { publication: "free" };
  const work = { stores, caller, now: NOW, stage } as UsageReads;
  const read = (query: Partial<UsageQuery> = {}) => readUsage(work, { step: "hour", ...query });
  /** The bytes of all that is seen: each row has a digit of its own. */
  const seen = (query?: Partial<UsageQuery>) =>
    read(query).then(
      (items) => items.reduce((sum, { bytesIn }) => sum + bytesIn, 0),
      (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
    );
  return { work, read, seen, viewed };
};

const callers = aPerson("callers@x.test");
const providers = aPerson("providers@x.test");
const admin = aPerson("a@x.test", true);

describe("the time that is asked for", () => {
  const span = async (query: Partial<UsageQuery>) => {
    const { seen, viewed } = world(callers);
    const found = await seen(query);
    return viewed[0] ?? found;
  };

  it.each<[what: string, query: Partial<UsageQuery>, from: number, to: number]>([
    ["a day up to now, the hour that begins now included", {}, NOW - DAY, NOW + HOUR],
    ["a day before an end", { to: timeAt(NOW - 1) }, NOW - DAY - HOUR, NOW],
    ["whole hours", { from: timeAt(NOW + 1), to: timeAt(NOW + 2) }, NOW, NOW + HOUR],
    ["no hour more than asked", { from: timeAt(NOW - HOUR), to: timeAt(NOW) }, NOW - HOUR, NOW],
    [
      "whole days from the first",
      { step: "day", from: timeAt(NOW), to: timeAt(NOW + 1) },
      NOW - DAY / 2,
      NOW + HOUR,
    ],
    ["31 days of hours", { from: timeAt(NOW - 31 * DAY), to: timeAt(NOW) }, NOW - 31 * DAY, NOW],
    ["400 days", { step: "day", from: timeAt(NOW - 400 * DAY), to: timeAt(NOW) }, NOW - 400.5 * DAY, NOW],
  ])("is %s", async (_what, query, from, to) => {
    expect(await span(query)).toEqual([timeAt(from), timeAt(to)]);
  });

  it("ends with the year 9999 at the latest", async () => {
    const end = "9999-12-31T23:59:59.999Z";
    expect(await span({ from: "9999-12-31T23:00:00.000Z", to: end })).toEqual([
      "9999-12-31T23:00:00.000Z",
      end,
    ]);
  });

  it.each<[what: string, query: Partial<UsageQuery>]>([
    ["nothing", { from: timeAt(NOW), to: timeAt(NOW) }],
    ["turned round", { from: timeAt(NOW + 1), to: timeAt(NOW) }],
    ["after now", { from: timeAt(NOW + 1) }],
    ["longer than 31 days of hours", { from: timeAt(NOW - 31 * DAY - 1), to: timeAt(NOW) }],
    ["longer than 400 days", { step: "day", from: timeAt(NOW - 400 * DAY - 1), to: timeAt(NOW) }],
  ])("is refused where it is %s", async (_what, query) => {
    expect(await span(query)).toMatch(/^invalid-input: /);
  });
});

describe("usage as a caller sees it", () => {
  it.each<[who: string, caller: Caller, query: Partial<UsageQuery>, bytes: number | string]>([
    ["a consumer's team", callers, {}, 1101],
    ["a consumer's team of it alone", callers, { consumer: "con_1" }, 1101],
    [
      "a consumer's team of a service, and what was refused under its name",
      callers,
      { service: "weather" },
      1001,
    ],
    ["a consumer's team of a service by its id", callers, { consumer: "con_1", service: "svc_1" }, 1001],
    ["a consumer's team of its subscription", callers, { subscription: "sub_1" }, 1],
    ["a consumer's team of its credential", callers, { credential: "crd_1" }, 1101],
    ["a consumer's team of an operation", callers, { operation: "get" }, 1],
    ["a machine of the team", aMachine("callers", { role: "viewer" }), {}, 1101],
    // What it called without a subscription tells neither the operation nor the model of a private service.
    ["a consumer's team of an operation that it may not see", callers, { operation: "put" }, 0],
    ["a consumer's team of a model that it may not see", callers, { model: "m" }, 0],
    ["a consumer's team of what has no model", callers, { model: "none" }, 1101],
    ["a provider", providers, {}, 10_111],
    ["a provider of a subscriber", providers, { consumer: "con_1", service: "weather" }, 1],
    ["a provider of a subscription", providers, { subscription: "sub_2" }, 10],
    // Who was refused has not told the provider who it is.
    ["a provider of its service", providers, { service: "weather" }, 10_011],
    ["an admin", admin, {}, 11_111],
    ["an admin of credentials", admin, { service: "weather", credential: "crd_3" }, 10_000],
  ])("is %s's", async (_who, caller, query, bytes) => {
    expect(await world(caller).seen(query)).toBe(bytes);
  });

  it.each<[what: string, caller: Caller, query: Partial<UsageQuery>]>([
    ["a consumer that is not there", callers, { consumer: "con_9" }],
    ["a consumer of others", callers, { consumer: "con_2" }],
    ["a consumer of others at a service of others", callers, { consumer: "con_2", service: "weather" }],
    ["a subscription of others", callers, { subscription: "sub_2" }],
    ["a subscription that is not there", callers, { subscription: "sub_9" }],
    ["a private service of others", callers, { service: "secret" }],
    ["a private service of others with a consumer", callers, { consumer: "con_1", service: "secret" }],
    ["a draft of others", callers, { service: "svc_3" }],
    ["a service that is not there", callers, { service: "nothing" }],
    ["a service that is not there with a consumer", callers, { consumer: "con_1", service: "nothing" }],
    [
      "a subscriber's credentials, for its provider",
      providers,
      { consumer: "con_1", service: "weather", credential: "crd_1" },
    ],
  ])("is not there of %s", async (_what, caller, query) => {
    expect(await world(caller).seen(query)).toMatch(/^not-found: /);
  });

  it("has no name of who was refused, for the provider", async () => {
    const items = await world(providers).read({ service: "weather", groupBy: "consumer" });
    expect(items.map(({ id, bytesIn }) => [id, bytesIn])).toEqual([
      ["", 10_000],
      ["con_1", 1],
      ["con_2", 10],
    ]);
  });

  it("has the names that were called, and no ids, of services without a subscription", async () => {
    const items = await world(callers).read({ groupBy: "service" });
    expect(items.map(({ id, service }) => [id, service])).toEqual([
      ["", "secret"],
      ["svc_1", "weather"],
    ]);
  });

  it("is no provider's by credential: of its own services nothing is added", async () => {
    expect(await world(providers).seen({ groupBy: "credential" })).toBe(0);
  });

  it("is refused where there is more than is added up", async () => {
    const { work, seen } = world(callers);
    work.stores.usageView = async () => ({ rowsOf: () => Promise.reject(new TooMuchUsage()) });
    expect(await seen()).toMatch(/^invalid-input: /);
    const many = Array.from({ length: 100_001 }, (_, index) => row({ operation: `o${index}` }));
    expect(await world(callers, many).seen()).toMatch(/^invalid-input: /);
    expect(await world(callers, many.slice(1)).seen()).toBe(0);
  });
});
