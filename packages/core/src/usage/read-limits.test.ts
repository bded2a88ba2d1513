import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { type Ledger, NOTHING_COUNTED } from "../limit/limit-store.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, aSubscription, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { readLimits } from "./read-limits.ts";

const quota = (count: number, fields = {}) => ({ quota: { count, period: "day", ...fields } });
const CONSUMER = aConsumer({ plugins: quota(10) });
const service = (id: string, slug: string, team = "providers", limits = quota(100)) =>
  aService({ id, slug, team, plans: [{ name: "basic", limits }] });
const subscription = (id: string, serviceId: string, slug: string, fields = {}) =>
  aSubscription({ id, serviceId, service: slug, plan: "basic", status: "active", ...fields });

const RECORDS: Records = {
  ...CAST,
  consumer: CONSUMER,
  service: [service("svc_1", "weather"), service("svc_2", "maps", "others", quota(200))],
  subscription: [
    subscription("sub_1", "svc_1", "weather"),
    subscription("sub_2", "svc_2", "maps", { serviceTeam: "others", status: "suspended" }),
  ],
};

const reading = async (caller: Caller, records: Records = {}, ledger?: Partial<Ledger>) => {
  const asked: string[] = [];
  const limitLedger = async (counter: string) => {
    asked.push(counter);
    return ledger && { ...NOTHING_COUNTED, ...ledger };
  };
  const world = aWorld({ ...RECORDS, ...records }, { limitLedger });
  let limits: Awaited<ReturnType<typeof readLimits>> = [];
  const outcome = await outcomeOf(async () => {
    limits = await readLimits(world.work(caller), CONSUMER.id);
  });
  const told = limits.map(({ of, subscription: id, most }) => [of, ...(id ? [id] : []), most].join(" "));
  return { outcome, limits, told, asked };
};

const MEMBER = the("viewer", "callers");
const OWN = ["consumer 10", "subscription sub_1 100", "subscription sub_2 200"];

describe("who sees which limits of a consumer", () => {
  it.each<[who: string, caller: Caller, told: string[]]>([
    ["its own team all", MEMBER, OWN],
    ["a machine of its team all", aMachine("callers", { role: "viewer" }), OWN],
    ["an admin all", ADMIN, OWN],
    ["a provider those of its own services", the("viewer", "providers"), ["subscription sub_1 100"]],
    ["a machine of a provider those of its own services", aMachine("others"), ["subscription sub_2 200"]],
  ])("%s", async (_who, caller, told) => {
    expect(await reading(caller)).toMatchObject({ outcome: "done", told });
  });

  it.each<[who: string, caller: Caller, records: Records]>([
    ["a stranger none", STRANGER, {}],
    [
      "a provider without a running subscription none",
      the("owner", "providers"),
      { subscription: subscription("sub_1", "svc_1", "weather", { status: "cancelled" }) },
    ],
    ["of a consumer that is deleted, its team none", MEMBER, { consumer: aConsumer({ status: "deleted" }) }],
    ["of a consumer that is not there, an admin none", ADMIN, { consumer: [] }],
  ])("%s", async (_who, caller, records) => {
    expect(await reading(caller, records)).toMatchObject({ outcome: "not-found", asked: [] });
  });
});

describe("the limits that there are", () => {
  const PAST = { expiresAt: timeAt(NOW), termDays: 1 };
  it.each<[what: string, records: Records, told: string[]]>([
    ["none where nothing sets one", { consumer: aConsumer(), subscription: [] }, []],
    [
      "none of a subscription that waits",
      { subscription: subscription("sub_1", "svc_1", "weather", { status: "pending" }) },
      ["consumer 10"],
    ],
    [
      "none of a subscription whose end has passed",
      { subscription: subscription("sub_1", "svc_1", "weather", PAST) },
      ["consumer 10"],
    ],
    [
      "none of a plan that is not known",
      { subscription: subscription("sub_1", "svc_1", "weather", { plan: "gold" }) },
      ["consumer 10"],
    ],
    ["none of a service that is gone", { service: [] }, ["consumer 10"]],
    [
      "those of a plan that is no longer offered",
      { service: aService({ formerPlans: [{ name: "basic", limits: quota(7) }] }) },
      ["consumer 10", "subscription sub_1 7"],
    ],
  ])("are %s", async (_what, records, told) => {
    expect((await reading(MEMBER, records)).told).toEqual(told);
  });

  it("are those of every subscription on every page", async () => {
    const many = Array.from({ length: 201 }, (_, index) =>
      subscription(`sub_${index}`, "svc_1", `s${index}`),
    );
    expect((await reading(MEMBER, { subscription: many })).told).toHaveLength(202);
  });
});

describe("what is told of a limit", () => {
  it("is how much is used and held, and when it begins again in the zone of its team", async () => {
    const held = new Map([["call", 2]]);
    const zones = { team: [aTeam({ timeZone: "Asia/Tokyo" }), aTeam({ id: "tea_2", slug: "providers" })] };
    const { limits } = await reading(MEMBER, zones, { total: 5, held });
    expect(limits[0]).toEqual({
      limit: "quota",
      of: "consumer",
      unit: "calls",
      most: 10,
      used: 3,
      held: 2,
      remaining: 5,
      resetsAt: "2026-03-01T15:00:00.000Z",
    });
    expect(limits[1]).toMatchObject({
      service: "weather",
      resetsAt: "2026-03-02T00:00:00.000Z",
      remaining: 95,
    });
  });

  it("is nothing used of a counter that is not there", async () => {
    expect((await reading(MEMBER)).limits[0]).toMatchObject({ used: 0, held: 0, remaining: 10 });
  });

  it("is never less than nothing left", async () => {
    expect((await reading(MEMBER, {}, { total: 11 })).limits[0]).toMatchObject({ used: 11, remaining: 0 });
  });

  it("is in dollars with six decimals, where it is of money", async () => {
    const consumer = aConsumer({ plugins: { budget: { usd: 2, period: "month" } } });
    const { limits } = await reading(MEMBER, { consumer, subscription: [] }, { total: 1_234_567_891 });
    expect(limits).toMatchObject([
      { limit: "budget", unit: "usd", most: 2, used: 1.234568, remaining: 0.765432 },
    ]);
  });

  it("is which tools it counts", async () => {
    const consumer = aConsumer({ plugins: quota(3, { tools: ["search"] }) });
    expect((await reading(MEMBER, { consumer, subscription: [] })).limits).toMatchObject([
      { tools: ["search"] },
    ]);
  });
});

it("a day is one of the team that sets the limit", async () => {
  const { limits } = await reading(the("viewer", "providers"), {
    team: [aTeam({ timeZone: "Asia/Tokyo" }), aTeam({ id: "tea_2", slug: "providers" })],
  });
  expect(limits.map(({ resetsAt }) => Date.parse(resetsAt ?? "") - NOW)).toEqual([DAY / 2]);
});
