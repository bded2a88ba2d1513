import { describe, expect, it } from "vitest";
import type { Consumer } from "../consumer/consumer.ts";
import type { DomainEvent } from "../event/event.ts";
import { CAST } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aConsumer, aMember, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { event, readsOf, withoutSubscription } from "./notifications-for.fixture.ts";
import { transferPart } from "./transfer-part.ts";

const { id } = aConsumer();
const moved = (fields: Partial<Consumer> = {}) => aConsumer({ team: "providers", ...fields });

describe("the providers of a consumer that was transferred", () => {
  const NOTICE: DomainEvent = {
    ...withoutSubscription(event("consumer.transfer-notice")),
    ...{ consumer: id, team: "providers", formerTeam: "callers" },
  };
  const used = (n: number, serviceTeam: string, slug: string, fields = {}) =>
    aSubscription({ id: `sub_${n}`, serviceTeam, service: slug, status: "active", ...fields });
  const owners = ["maps", "rain"].map((team) =>
    aMember({ id: `mem_${team}`, team, email: `owner@${team}.test` }),
  );
  const part = (records: Records, of = NOTICE) =>
    transferPart(
      of,
      readsOf({ ...CAST, consumer: moved(), member: [...CAST.member, ...owners], ...records }),
    );

  it("are told once for each team, with the services that are used", async () => {
    const subscription = [
      used(1, "maps", "tiles"),
      used(2, "maps", "routes", { status: "suspended" }),
      used(3, "rain", "radar", { expiresAt: timeAt(NOW) }),
      used(4, "rain", "clouds", { status: "pending" }),
      used(5, "providers", "own"),
      used(6, "callers", "former"),
    ];
    const { notifications, rest } = await part({ subscription });
    expect([notifications.map(({ to }) => to), rest]).toEqual([["owner@maps.test"], undefined]);
    expect(notifications[0]).toMatchObject({
      key: `${NOTICE.id}#transfer#maps#owner@maps.test`,
      data: {
        from: "callers",
        to: "providers",
        recipient: { as: "provider", services: ["routes", "tiles"] },
      },
    });
  });

  it.each<[what: string, consumer: Consumer | []]>([
    ["is deleted", moved({ status: "deleted" })],
    ["is another team's by now", moved({ team: "callers" })],
    ["is gone", []],
  ])("are told nothing of one that %s", async (_what, consumer) => {
    expect(await part({ consumer, subscription: used(1, "maps", "tiles") })).toEqual({ notifications: [] });
  });

  it("are told in parts of fifty subscriptions, each with the keys of the first", async () => {
    const subscription = Array.from({ length: 51 }, (_, n) => used(n, n === 50 ? "rain" : "maps", `s-${n}`));
    const first = await part({ subscription });
    expect(first.notifications.map(({ to }) => to)).toEqual(["owner@maps.test"]);
    expect(first.rest).toMatchObject({
      type: NOTICE.type,
      about: NOTICE.id,
      consumer: id,
      formerTeam: "callers",
    });
    const second = await part({ subscription }, { ...NOTICE, ...first.rest, id: "evt_2" });
    expect(second.notifications.map(({ key }) => key)).toEqual([
      `${NOTICE.id}#transfer#rain#owner@rain.test`,
    ]);
    expect(second).not.toHaveProperty("rest");
  });
});
