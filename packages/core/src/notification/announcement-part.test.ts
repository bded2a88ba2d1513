import { describe, expect, it } from "vitest";
import type { DomainEvent } from "../event/event.ts";
import { aMember, anAnnouncement, aSubscription, NOW } from "../testing/records.ts";
import { at, event, reads, service } from "./notifications-for.fixture.ts";
import { partFor } from "./part-for.ts";

const announcement = anAnnouncement({ service: "echo", recipients: 1 });
const notice: DomainEvent = {
  ...event("service.announcement-notice"),
  service: "echo",
  announcement: "ann_1",
};

/** A service with this many subscribers, each team with an owner of its own and one whom all teams have. */
const crowd = (count: number, gone: ReadonlySet<string> = new Set()) => {
  const subscriptions = Array.from({ length: count }, (_, index) =>
    aSubscription({ consumerTeam: `team-${index}`, status: index % 9 === 0 ? "suspended" : "active" }),
  );
  return reads(undefined, service, {
    announcement: async (serviceId, id) =>
      serviceId === service.id && id === announcement.id ? announcement : undefined,
    unsubscribed: async (_service, addresses) => new Set(addresses.filter((each) => gone.has(each))),
    members: async (team) =>
      [`owner@${team}.test`, "all@teams.test"].map((email) => aMember({ team, email, role: "owner" })),
    subscriptionsOfService: async (_slug, _filter, { limit, cursor = "0" }) => {
      const from = Number(cursor);
      const next = from + limit;
      const items = subscriptions.slice(from, next);
      return { items, ...(next < count ? { cursor: String(next) } : {}) };
    },
  });
};

/** As `notify` does: what was sent under a key is not sent again. A part may be run twice, or end in a crash before it goes on. */
const announceTo = async (of: ReturnType<typeof crowd>, crash: (run: number) => "none" | "before-rest") => {
  const sent = new Set<string>();
  const parts: number[] = [];
  const queue: DomainEvent[] = [notice];
  for (let run = 0, event = queue.shift(); event; run += 1, event = queue.shift()) {
    const { notifications, rest } = await partFor(event, of);
    parts.push(notifications.length);
    for (const { key } of notifications) sent.add(key);
    if (crash(run) === "before-rest") queue.push(event);
    else if (rest) queue.push({ ...rest, id: `evt_r${run}`, at });
  }
  return { keys: [...sent], parts };
};

describe("An announcement to 5,000 subscribers", () => {
  it("is one mail for each owner, in parts of at most a hundred, also where parts die and are run again", async () => {
    const { keys, parts } = await announceTo(crowd(5000), (run) => (run % 3 === 0 ? "before-rest" : "none"));
    expect(keys).toHaveLength(5001);
    expect(new Set(keys.map((key) => key.split("#").at(-1))).size).toBe(5001);
    expect(Math.max(...parts)).toBeLessThanOrEqual(100);
    expect(parts.length).toBeGreaterThan(100);
  });

  it("reaches none who unsubscribed, and is none of a service that is gone", async () => {
    const gone = new Set(["all@teams.test", "owner@team-17.test"]);
    const { keys } = await announceTo(crowd(100, gone), () => "none");
    expect(keys).toHaveLength(99);
    expect(keys.some((key) => key.endsWith("owner@team-17.test"))).toBe(false);
    const another = { ...notice, announcement: "ann_2" };
    expect(await partFor(another, crowd(1))).toEqual({ notifications: [] });
    expect(await partFor({ ...notice, service: "gone" }, crowd(1))).toEqual({ notifications: [] });
  });

  it("is told by a mail that was paid for, with a link of the recipient's own", async () => {
    const { notifications } = await partFor(notice, { ...crowd(1), now: NOW });
    expect(notifications[0]).toMatchObject({
      kind: "announcement",
      to: "owner@team-0.test",
      data: { ofTeam: "team-0", link: { service: service.id, address: "owner@team-0.test" } },
    });
  });
});
