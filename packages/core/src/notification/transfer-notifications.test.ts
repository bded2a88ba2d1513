import { describe, expect, it } from "vitest";
import type { Consumer } from "../consumer/consumer.ts";
import type { DomainEvent, EventType } from "../event/event.ts";
import { CAST } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aConsumer, aMember, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { event, readsOf, withoutSubscription } from "./notifications-for.fixture.ts";
import { TRANSFER_NOTIFICATIONS } from "./transfer-notifications.ts";

const GIVING = "owner@callers.test";
const TAKING = "owner@providers.test";
const transfer = {
  ...{ team: "providers", offeredBy: GIVING },
  ...{ offeredAt: timeAt(NOW), expiresAt: timeAt(NOW + DAY) },
};
const { id } = aConsumer();
const about = (type: EventType, fields: Partial<DomainEvent> = {}): DomainEvent => ({
  ...withoutSubscription(event(type)),
  ...{ consumer: id, team: "callers", ...fields },
});

const OFFERED = about("consumer.transfer-offered");
const DECLINED = about("consumer.transfer-declined", { offeredTo: "providers" });
const MOVED = about("consumer.transferred", { team: "providers", formerTeam: "callers" });
const moved = (fields: Partial<Consumer> = {}) => aConsumer({ team: "providers", ...fields });

describe("who is told of a transfer", () => {
  const told = async (of: DomainEvent, records: Records) => {
    const notify = TRANSFER_NOTIFICATIONS[of.type as keyof typeof TRANSFER_NOTIFICATIONS];
    const found = await notify(of, readsOf({ ...CAST, ...records }));
    return found.map(({ to, data }) =>
      "recipient" in data && typeof data.recipient === "object" ? `${to} ${data.recipient.as}` : to,
    );
  };
  const both = [...CAST.member, aMember({ id: "mem_9", team: "callers", email: TAKING })];
  const later = [aTeam(), aTeam({ id: "tea_2", slug: "providers", createdAt: timeAt(NOW + 1) })];
  it.each<[what: string, of: DomainEvent, records: Records, expected: string[]]>([
    [
      "both teams of an offer",
      OFFERED,
      { consumer: aConsumer({ transfer }) },
      [`${TAKING} taking`, `${GIVING} giving`],
    ],
    [
      "who owns both, once",
      OFFERED,
      { consumer: aConsumer({ transfer }), member: both },
      [`${TAKING} taking`, `${GIVING} giving`],
    ],
    [
      "the giving team alone, of an offer to a slug that was taken since",
      OFFERED,
      { consumer: aConsumer({ transfer }), team: later },
      [`${GIVING} giving`],
    ],
    [
      "the giving team alone, of an offer to no team",
      OFFERED,
      { consumer: aConsumer({ transfer: { ...transfer, team: "nowhere" } }) },
      [`${GIVING} giving`],
    ],
    [
      "none, of an offer that another has replaced",
      OFFERED,
      { consumer: aConsumer({ transfer: { ...transfer, offeredAt: timeAt(NOW + 1) } }) },
      [],
    ],
    ["none, of an offer that was taken back", OFFERED, { consumer: aConsumer() }, []],
    ["the giving team, where it was declined", DECLINED, { consumer: aConsumer() }, [`${GIVING} giving`]],
    ["both teams of a transfer", MOVED, { consumer: moved() }, [`${TAKING} taking`, `${GIVING} giving`]],
    ["none, where another team has it by now", MOVED, { consumer: moved({ team: "others" }) }, []],
    ["none, where the consumer is deleted", MOVED, { consumer: moved({ status: "deleted" }) }, []],
    ["none, where the consumer is gone", OFFERED, { consumer: [] }, []],
  ])("is %s", async (_what, of, records, expected) => {
    expect(await told(of, records)).toEqual(expected);
  });
});
