import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { PlatformWork } from "../platform/work.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aMember, aSubscription, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { OFFERS_A_DAY } from "./count-offer.ts";
import { offerTransfer, withdrawTransfer } from "./offer-transfer.ts";

const OWNER = the("owner", "callers");
const OFFER = {
  ...{ team: "providers", offeredBy: OWNER.email },
  ...{ offeredAt: timeAt(NOW - DAY), expiresAt: timeAt(NOW + DAY) },
};

interface Case {
  consumer?: Partial<Consumer>;
  input?: { team?: string; confirm?: string };
  caller?: Caller;
  records?: Records;
  work?: Partial<PlatformWork>;
}

const worldOf = ({ consumer, records }: Case) =>
  aWorld({ ...CAST, consumer: aConsumer(consumer), ...records });
const doing = async (what: "offer" | "withdraw", given: Case = {}, world = worldOf(given)) => {
  const work = world.work(given.caller ?? OWNER, given.work);
  const { id } = aConsumer();
  const outcome = await outcomeOf(() =>
    what === "offer"
      ? offerTransfer(work, id, { team: "providers", confirm: "app", ...given.input })
      : withdrawTransfer(work, id),
  );
  return { ...world, outcome, consumer: world.tables.all("consumer")[0] };
};

describe("an offer", () => {
  it("is open for two weeks, counts for its team and its person, and names where it goes", async () => {
    const { outcome, writes, events, changes, consumer } = await doing("offer");
    expect(outcome).toBe("done");
    expect(writes()).toEqual([
      "replace consumer 2",
      "spend transfers-offered/of/callers 1",
      `spend transfers-offered/by/${OWNER.id} 1`,
    ]);
    expect(events()).toEqual([`consumer.transfer-offered by ${OWNER.email}`]);
    expect(changes[0]?.events[0]).toMatchObject({ team: "callers", offeredTo: "providers" });
    expect(consumer).toMatchObject({
      team: "callers",
      transfer: {
        team: "providers",
        offeredBy: OWNER.email,
        offeredAt: timeAt(NOW),
        expiresAt: timeAt(NOW + 14 * DAY),
      },
    });
  });

  it.each<[what: string, given: Case]>([
    ["to a team that is not there, of which nothing is told", { input: { team: "nowhere" } }],
    ["in place of one that is open", { consumer: { transfer: OFFER } }],
    ["by an admin", { caller: ADMIN }],
    [
      "to a team where a name is taken, of which the caller is not",
      { records: { consumer: [aConsumer(), aConsumer({ id: "con_2", team: "providers" })] } },
    ],
    [
      "of a consumer whose subscription to the platform has ended",
      { records: { subscription: aSubscription({ service: "latchkey", status: "cancelled" }) } },
    ],
  ])("may be made %s", async (_what, given) => {
    expect((await doing("offer", given)).outcome).toBe("done");
  });

  it("of an admin takes from no allowance", async () => {
    expect((await doing("offer", { caller: ADMIN })).writes()).toEqual(["replace consumer 2"]);
  });

  it("is one of twenty a day", async () => {
    const world = worldOf({});
    for (let times = 0; times < OFFERS_A_DAY; times += 1)
      expect((await doing("offer", {}, world)).outcome).toBe("done");
    expect((await doing("offer", {}, world)).outcome).toBe("rate-limited");
    expect((await doing("offer", { work: { now: NOW + DAY } }, world)).outcome).toBe("done");
  });
});

describe("an offer that is taken back", () => {
  it("is none any more, and told where it went", async () => {
    const { outcome, writes, changes, consumer } = await doing("withdraw", { consumer: { transfer: OFFER } });
    expect([outcome, writes()]).toEqual(["done", ["replace consumer 2"]]);
    expect(changes[0]?.events).toMatchObject([
      { type: "consumer.transfer-withdrawn", offeredTo: "providers" },
    ]);
    expect(consumer).not.toHaveProperty("transfer");
  });

  it.each<[what: string, outcome: string, given: Case]>([
    ["where there is none", "not-found", {}],
    ["at its end", "not-found", { consumer: { transfer: { ...OFFER, expiresAt: timeAt(NOW) } } }],
    ["by a member", "forbidden", { consumer: { transfer: OFFER }, caller: the("member", "callers") }],
    [
      "by the team that it went to",
      "not-found",
      { consumer: { transfer: OFFER }, caller: the("owner", "providers") },
    ],
    [
      "at another revision",
      "revision-mismatch",
      { consumer: { transfer: OFFER }, work: { expectedRevision: [2] } },
    ],
  ])("is refused %s", async (_what, outcome, given) => {
    expect(await doing("withdraw", given)).toMatchObject({ outcome, changes: [] });
  });
});

describe("what is refused of an offer", () => {
  const both = aMember({ id: "mem_9", team: "providers", email: OWNER.email, role: "viewer" });
  const namesake = [aConsumer(), aConsumer({ id: "con_2", team: "providers" })];
  it.each<[what: string, outcome: string, given: Case]>([
    ["a member", "forbidden", { caller: the("member", "callers") }],
    ["a machine of a member", "forbidden", { caller: aMachine("callers") }],
    ["another team", "not-found", { caller: the("owner", "providers") }],
    ["a deleted consumer", "not-found", { consumer: { status: "deleted" } }],
    ["the consumer root", "forbidden", { consumer: { name: "root", team: "latchkey" }, caller: ADMIN }],
    ["another name than the consumer's", "confirmation-mismatch", { input: { confirm: "App" } }],
    ["its own team", "invalid-input /team", { input: { team: "callers" } }],
    ["the platform's team", "invalid-input /team", { input: { team: "latchkey" } }],
    ["a suspended team", "forbidden", { records: { team: aTeam({ status: "suspended" }) } }],
    [
      "a name that is taken in another team of the caller",
      "name-taken",
      { records: { consumer: namesake, member: [...CAST.member, both] } },
    ],
    [
      "a subscription to the platform",
      "not-empty",
      { records: { subscription: aSubscription({ service: "latchkey" }) } },
    ],
    ["another revision", "revision-mismatch", { work: { expectedRevision: [2] } }],
  ])("%s", async (_what, outcome, given) => {
    expect(await doing("offer", given)).toMatchObject({ outcome, changes: [] });
  });

  it("a change of the same moment", async () => {
    const world = worldOf({ consumer: { revision: 2 } });
    const stores = { ...world.stores, consumer: async () => aConsumer() };
    expect((await doing("offer", { work: { stores } }, world)).outcome).toBe("raced");
  });
});
