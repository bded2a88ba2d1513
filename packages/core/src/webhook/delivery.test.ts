import { describe, expect, it } from "vitest";
import type { DomainEvent } from "../event/event.ts";
import { aWebhook, NOW, timeAt } from "../testing/records.ts";
import {
  abandoned,
  claimed,
  type Delivery,
  isDue,
  newDelivery,
  RETRY_AFTER,
  replayed,
  settled,
} from "./delivery.ts";

const webhook = aWebhook({ events: ["credential.created"] });
const event: DomainEvent = {
  id: "evt_01ABC",
  type: "credential.created",
  at: timeAt(NOW),
  actor: "ana@callers.test",
  team: "callers",
  consumer: "con_1",
  credential: "crd_1",
};
const failure = { delivered: false, status: 500, error: "the receiver answered 500" } as const;
const fail = (delivery: Delivery, at: number) => settled(claimed(delivery, at), failure, at);

describe("a delivery that fails each time", () => {
  it("is attempted seven times, after 5 s, 5 min, 30 min, 2 h, 5 h and 10 h, and is dead then", () => {
    let delivery = newDelivery(webhook, event, NOW, "own");
    let at = NOW;
    const waited: number[] = [];
    while (delivery.status === "waiting") {
      const due = Date.parse(delivery.nextAttemptAt ?? "");
      if (due > at) waited.push((due - at) / 1000);
      at = due;
      delivery = fail(delivery, at);
    }
    expect(waited).toEqual([5, 300, 1800, 7200, 18_000, 36_000]);
    expect(delivery).toMatchObject({ status: "dead", attempts: 7, lastStatus: 500 });
    expect(delivery.nextAttemptAt).toBeUndefined();
  });

  it("has all of its attempts again when it is replayed", () => {
    const dead = abandoned(newDelivery(webhook, event, NOW, "own"), "gone", NOW);
    expect(isDue(dead, NOW + RETRY_AFTER.reduce((sum, each) => sum + each))).toBe(false);
    const again = replayed(dead, NOW);
    expect(again).toMatchObject({ status: "waiting", attempts: 0 });
    expect(again.lastError).toBeUndefined();
    expect(isDue(again, NOW)).toBe(true);
  });
});

describe("a delivery that was claimed", () => {
  it("is claimed for a minute, and counts as attempted if its claimer dies", () => {
    const mine = claimed(newDelivery(webhook, event, NOW, "own"), NOW);
    expect(isDue(mine, NOW + 59_999)).toBe(false);
    expect(isDue(mine, NOW + 60_000)).toBe(true);
    expect(mine).toMatchObject({ attempts: 1, lastError: "the attempt was interrupted" });
  });

  it("forgets the failures before it when it succeeds", () => {
    const once = fail(newDelivery(webhook, event, NOW, "own"), NOW);
    const done = settled(claimed(once, NOW), { delivered: true, status: 204 }, NOW);
    expect(done).toMatchObject({ status: "delivered", attempts: 2, lastStatus: 204 });
    expect(done.lastError).toBeUndefined();
    expect(isDue(done, NOW + 86_400_000)).toBe(false);
  });
});

describe("what is sent", () => {
  it("names no credential to a provider", () => {
    expect(newDelivery(webhook, event, NOW, "provider").payload).not.toContain("crd_1");
  });

  it("is type, time and data, the same text at every attempt", () => {
    const delivery = newDelivery(webhook, event, NOW, "own");
    const { type, ...detail } = event;
    expect(JSON.parse(delivery.payload)).toEqual({ type, timestamp: event.at, data: detail });
    expect(fail(delivery, NOW).payload).toBe(delivery.payload);
  });

  it("has the same id for the same event, so that it is written down once", () => {
    const [one, other] = [NOW, NOW + 5000].map((at) => newDelivery(webhook, event, at, "own"));
    expect(one?.id).toBe(other?.id);
  });
});
