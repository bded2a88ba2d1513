import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING, HOUR } from "../due/timing.ts";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { subscriptionDueAt, subscriptionTasks } from "./reminders-and-expiry.ts";
import type { Subscription } from "./subscription.ts";

const timing = DEFAULT_TIMING;
const tasks = (subscription: Subscription, after: number) =>
  [...subscriptionTasks(subscription, timing, NOW + after)].sort();

/** What a job does that looks at each moment that the subscription says: when, and what. */
const course = (fields: Partial<Subscription>) => {
  let subscription = aSubscription(fields);
  const done: [number, string][] = [];
  for (let steps = 0; steps < 50; steps += 1) {
    const at = subscriptionDueAt(subscription, timing);
    if (at === undefined) return done;
    const due = [...subscriptionTasks(subscription, timing, at)];
    done.push(...due.map((task): [number, string] => [(at - NOW) / HOUR, task]));
    if (due.includes("lapse") || due.includes("expire")) return done;
    subscription = { ...subscription, remindedUntil: timeAt(at) };
  }
  throw new Error("It never ends.");
};

describe("an application that waits", () => {
  it("reminds after 24 and 72 hours, escalates after 7 days and lapses after 14", () => {
    expect(course({})).toEqual([
      [24, "remind"],
      [72, "remind"],
      [7 * 24, "escalate"],
      [14 * 24, "lapse"],
    ]);
  });

  it("goes by the settings", () => {
    const own = { ...timing, reminderHours: [1], escalationDays: 2, lapseDays: 3 };
    expect(subscriptionDueAt(aSubscription(), own)).toBe(NOW + HOUR);
    expect([...subscriptionTasks(aSubscription(), own, NOW + 3 * DAY)]).toEqual(["lapse"]);
  });

  it("reminds once when the job comes late, and only lapses when it comes too late", () => {
    expect(tasks(aSubscription(), 80 * HOUR)).toEqual(["remind"]);
    expect(tasks(aSubscription(), 8 * DAY)).toEqual(["escalate", "remind"]);
    expect(tasks(aSubscription(), 14 * DAY)).toEqual(["lapse"]);
  });

  it("has nothing due a millisecond early, nor again what was given", () => {
    expect(tasks(aSubscription(), 24 * HOUR - 1)).toEqual([]);
    expect(tasks(aSubscription({ remindedUntil: timeAt(NOW + 24 * HOUR) }), 24 * HOUR)).toEqual([]);
  });

  it("lapses although something was given after its time: a setting was made shorter", () => {
    const reminded = aSubscription({ remindedUntil: timeAt(NOW + 20 * DAY) });
    expect(tasks(reminded, 20 * DAY)).toEqual(["lapse"]);
  });
});

describe.each(["rejected", "withdrawn", "lapsed", "cancelled", "revoked", "expired"] as const)(
  "a subscription that is %s",
  (status) => {
    it("is never due", () => {
      const over = aSubscription({ status, expiresAt: timeAt(NOW), termDays: 90 });
      expect(subscriptionDueAt(over, timing)).toBeUndefined();
    });
  },
);

describe("a subscription with an end", () => {
  const running = (termDays: number) =>
    ({ status: "active", expiresAt: timeAt(NOW + termDays * DAY), termDays }) as const;

  it("announces it 30, 7 and 1 days before, and expires at that very moment", () => {
    expect(course(running(90)).map(([hour, task]) => [hour / 24, task])).toEqual([
      [60, "announce"],
      [83, "announce"],
      [89, "announce"],
      [90, "expire"],
    ]);
  });

  it.each([
    [30, [23, 29, 30]],
    [7, [6, 7]],
    [1, [1]],
  ])("of %s days announces only what is shorter than its term", (termDays, days) => {
    expect(course(running(termDays)).map(([hour]) => hour / 24)).toEqual(days);
  });

  it("announces once when the job comes late, and only expires when it comes too late", () => {
    expect(tasks(aSubscription(running(90)), 89.5 * DAY)).toEqual(["announce"]);
    expect(tasks(aSubscription(running(90)), 91 * DAY)).toEqual(["expire"]);
  });

  it("also reminds of a renewal that waits, each on its own", () => {
    const renewal = { askedAt: timeAt(NOW + 80 * DAY), application: 2 };
    const asked = aSubscription({ ...running(90), renewal, application: 2 });
    expect(tasks(asked, 84 * DAY)).toEqual(["announce", "remind"]);
    const after = aSubscription({ status: "expired", expiresAt: timeAt(NOW), renewal, application: 2 });
    expect(tasks(after, 94 * DAY)).toEqual(["lapse"]);
  });

  it("announces a later end again after a renewal", () => {
    const renewed = {
      ...running(90),
      expiresAt: timeAt(NOW + 180 * DAY),
      remindedUntil: timeAt(NOW + 89 * DAY),
    };
    expect(subscriptionDueAt(aSubscription(renewed), timing)).toBe(NOW + 150 * DAY);
  });
});

describe("the time at which a subscription is due", () => {
  const subscription = fc.record({
    status: fc.constantFrom("pending" as const, "active" as const, "suspended" as const, "expired" as const),
    expiresAt: fc.integer({ min: -40, max: 400 }).map((days) => timeAt(NOW + days * DAY)),
    termDays: fc.integer({ min: 1, max: 400 }),
    remindedUntil: fc.option(
      fc.integer({ min: 0, max: 400 }).map((days) => timeAt(NOW + days * DAY)),
      {
        nil: undefined,
      },
    ),
  });

  it("is the first at which there is a task", () => {
    fc.assert(
      fc.property(subscription, (fields) => {
        const some = aSubscription(fields as Partial<Subscription>);
        const at = subscriptionDueAt(some, timing);
        if (at === undefined) return subscriptionTasks(some, timing, NOW + 1000 * DAY).size === 0;
        return (
          subscriptionTasks(some, timing, at).size > 0 && subscriptionTasks(some, timing, at - 1).size === 0
        );
      }),
    );
  });
});
