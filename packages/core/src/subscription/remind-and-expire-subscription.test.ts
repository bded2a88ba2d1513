import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING, HOUR } from "../due/timing.ts";
import type { Change } from "../store/change.ts";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { remindAndExpireSubscription } from "./remind-and-expire-subscription.ts";
import type { Subscription, SubscriptionRecord } from "./subscription.ts";

/** What a run does at a time: the statuses that it writes, and the events. */
const run = async (
  subscription: Subscription | undefined,
  after: number,
  known = subscription?.revision ?? 1,
) => {
  const changes: Change<SubscriptionRecord>[] = [];
  const work = {
    stores: { subscription: async () => subscription },
    timing: DEFAULT_TIMING,
    now: NOW + after,
    commit: async (change: Change<SubscriptionRecord>) => void changes.push(change),
  };
  await remindAndExpireSubscription(work, "sub_1", known);
  const written = changes.flatMap(({ writes }) =>
    writes.flatMap((write) => (write.write === "replace" ? [write.record.value] : [])),
  );
  const events = changes.flatMap((change) => change.events.map(({ type, actor }) => `${type} by ${actor}`));
  return { statuses: written.map(({ status }) => status), events, reminded: written.at(-1)?.remindedUntil };
};

const active = (fields: Partial<Subscription> = {}) =>
  aSubscription({ status: "active", expiresAt: timeAt(NOW + 40 * DAY), termDays: 40, ...fields });

describe("what has become due of a subscription", () => {
  it.each<[string, Subscription | undefined, number, string[], string[]]>([
    ["is nothing where there is none", undefined, 0, [], []],
    [
      "is a reminder to approvers",
      aSubscription(),
      24 * HOUR,
      ["pending"],
      ["subscription.reminder by system"],
    ],
    [
      "is an escalation",
      aSubscription({ remindedUntil: timeAt(NOW + 72 * HOUR) }),
      7 * DAY,
      ["pending"],
      ["subscription.escalation by system"],
    ],
    [
      "is a lapse, without a reminder before it",
      aSubscription(),
      14 * DAY,
      ["lapsed"],
      ["subscription.lapsed by system"],
    ],
    ["is an announced end", active(), 10 * DAY, ["active"], ["subscription.expiring by system"]],
    [
      "is an end, without an announcement",
      active(),
      40 * DAY,
      ["expired"],
      ["subscription.expired by system"],
    ],
    [
      "is an end before a lapsed renewal",
      active({ renewal: { askedAt: timeAt(NOW), application: 2 } }),
      40 * DAY,
      ["expired", "expired"],
      ["subscription.expired by system", "subscription.renewal-rejected by system"],
    ],
  ])("%s", async (_what, subscription, after, statuses, events) => {
    expect(await run(subscription, after)).toMatchObject({ statuses, events });
  });

  it("is remembered: a reminder that was given is not due again", async () => {
    const { reminded } = await run(aSubscription(), 24 * HOUR);
    expect(reminded).toBe(timeAt(NOW + 24 * HOUR));
    expect(await run(aSubscription({ remindedUntil: timeAt(NOW + 24 * HOUR) }), 24 * HOUR)).toMatchObject({
      events: [],
    });
  });

  it("is only its time in the index where the settings have changed since", async () => {
    expect(await run(aSubscription(), HOUR)).toMatchObject({ statuses: ["pending"], events: [] });
  });

  it("is nothing where another change came after the index was read", async () => {
    expect(await run(aSubscription({ revision: 2 }), HOUR, 1)).toMatchObject({ statuses: [], events: [] });
  });
});
