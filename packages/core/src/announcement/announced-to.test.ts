import { describe, expect, it } from "vitest";
import type { Subscription } from "../subscription/subscription.ts";
import { aMember, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { announcedTo, countAnnouncedTo, MOST_COUNTED } from "./announced-to.ts";

const service = { id: "svc_1", slug: "echo" };

/** Owners by team; each address is `owner@team`. Pages of fifty, as the store gives them. */
const storesOf = (subscriptions: Subscription[], gone: string[] = [], owners = ["owner"]) => ({
  subscriptionsOfService: async (
    _slug: string,
    _filter: object,
    page: { limit: number; cursor?: string },
  ) => {
    const from = Number(page.cursor ?? 0);
    const next = from + page.limit;
    const items = subscriptions.slice(from, next);
    return { items, ...(next < subscriptions.length ? { cursor: String(next) } : {}) };
  },
  members: async (team: string) => [
    ...owners.map((name) => aMember({ team, email: `${name}@${team}.test`, role: "owner" })),
    aMember({ team, email: `member@${team}.test`, role: "member" }),
  ],
  unsubscribed: async (serviceId: string, addresses: readonly string[]) =>
    new Set(serviceId === service.id ? addresses.filter((each) => gone.includes(each)) : []),
});

const of = (consumerTeam: string, fields: Partial<Subscription> = {}) =>
  aSubscription({ consumerTeam, status: "active", ...fields });

describe("An announcement goes to", () => {
  it.each([
    ["active", true],
    ["suspended", true],
    ["pending", false],
    ["rejected", false],
    ["withdrawn", false],
    ["lapsed", false],
    ["cancelled", false],
    ["revoked", false],
    ["expired", false],
  ] as const)("the owners of a team whose subscription is %s: %s", async (status, isTold) => {
    const { owners } = await announcedTo(storesOf([of("shop", { status })]), service, undefined, NOW);
    expect(owners.map(({ to }) => to)).toEqual(isTold ? ["owner@shop.test"] : []);
  });

  it("no one of a subscription whose end has passed and was not recorded", async () => {
    const ended = of("shop", { expiresAt: timeAt(NOW - 1) });
    expect(await countAnnouncedTo(storesOf([ended]), service, NOW)).toBe(0);
  });

  it("no owner who has unsubscribed from this service, and still to the others", async () => {
    const stores = storesOf([of("shop"), of("bank")], ["owner@shop.test"]);
    const { owners } = await announcedTo(stores, service, undefined, NOW);
    expect(owners.map(({ to }) => to)).toEqual(["owner@bank.test"]);
    expect(await countAnnouncedTo(stores, service, NOW)).toBe(1);
    expect(await countAnnouncedTo(stores, { ...service, id: "svc_2" }, NOW)).toBe(2);
  });

  it("each address once, however many subscriptions its team has and parts they fill", async () => {
    const many = Array.from({ length: 120 }, (_, at) => of(`team${at % 7}`));
    expect(await countAnnouncedTo(storesOf(many, [], ["ann", "bob"]), service, NOW)).toBe(14);
  });

  it("is counted by reading each team once, and counts no more than the first 20,000 subscriptions", async () => {
    const many = Array.from({ length: MOST_COUNTED + 500 }, (_, at) =>
      of(at < MOST_COUNTED ? `t${at % 3}` : `late${at}`),
    );
    const stores = storesOf(many);
    const read: string[] = [];
    const members = (team: string) => {
      read.push(team);
      return stores.members(team);
    };
    expect(await countAnnouncedTo({ ...stores, members }, service, NOW)).toBe(3);
    expect(read.sort()).toEqual(["t0", "t1", "t2"]);
  });
});
