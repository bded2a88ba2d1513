import { describe, expect, it } from "vitest";
import { type aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { at, event, reads, service } from "./notifications-for.fixture.ts";
import { partFor } from "./part-for.ts";

const deprecation = { at, sunsetAt: timeAt(NOW + 1), announcedUntil: at };
const deprecated = { ...service, deprecation };
const notice = { ...event("service.deprecation-notice"), service: "echo" };
const ofTeam = (consumerTeam: string, status: "active" | "pending" | "suspended" | "cancelled" = "active") =>
  aSubscription({ consumerTeam, status });

const told = async (
  of: ReturnType<typeof aService>,
  subscriptions: ReturnType<typeof aSubscription>[],
  about = notice,
  cursor?: string,
) => {
  const asked: unknown[] = [];
  const subscriptionsOfService = async (...query: unknown[]) => {
    asked.push(query);
    return { items: subscriptions, ...(cursor === undefined ? {} : { cursor }) };
  };
  return { ...(await partFor(about, reads(undefined, of, { subscriptionsOfService }))), asked };
};

describe("The end of a service is told", () => {
  it("to each owner of a team with a living subscription, once, and to no other person", async () => {
    const { notifications } = await told(deprecated, [
      ofTeam("shop"),
      ofTeam("shop", "pending"),
      ofTeam("providers", "cancelled"),
    ]);
    expect(notifications.map(({ to, kind }) => [to, kind])).toEqual([
      ["sue@example.com", "deprecation"],
      ["tom@example.com", "deprecation"],
    ]);
    expect(notifications[0]?.data).toMatchObject({
      deprecation: { sunsetAt: deprecation.sunsetAt },
      ofTeam: "shop",
    });
    expect(notifications[0]?.data).not.toHaveProperty("deprecation.announcedUntil");
  });

  it("part by part, each naming where the next begins", async () => {
    const { rest } = await told(deprecated, [ofTeam("shop")], notice, "next");
    expect(rest).toEqual({
      type: notice.type,
      actor: notice.actor,
      team: notice.team,
      service: "echo",
      about: "evt_1",
      cursor: "next",
    });
    const { asked } = await told(deprecated, [], { ...notice, id: "evt_2", about: "evt_1", cursor: "next" });
    expect(asked).toEqual([["echo", {}, { limit: 50, cursor: "next" }]]);
  });

  it("by one key, whichever event tells it; another end by another", async () => {
    const keyOf = async (...given: Parameters<typeof told>) => (await told(...given)).notifications[0]?.key;
    const key = await keyOf(deprecated, [ofTeam("shop")]);
    expect(await keyOf(deprecated, [ofTeam("shop")], { ...notice, id: "evt_9" })).toBe(key);
    const later = { ...service, deprecation: { ...deprecation, sunsetAt: timeAt(NOW + 2) } };
    expect(await keyOf(later, [ofTeam("shop")])).not.toBe(key);
  });

  it("only while it is true", async () => {
    const back = { ...notice, type: "service.deprecation-taken-back" } as const;
    expect((await told(service, [ofTeam("shop")])).notifications).toEqual([]);
    expect((await told(deprecated, [ofTeam("shop")], back)).notifications).toEqual([]);
    expect((await told(service, [ofTeam("shop")], back)).notifications).toHaveLength(2);
  });
});
