import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { ADMIN, CAST, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aCredential, aSubscription, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { listOffers, readOffer } from "./read-offers.ts";

const VIEWER = the("viewer", "providers");
const transfer = {
  ...{ team: "providers", offeredBy: "owner@callers.test" },
  ...{ offeredAt: timeAt(NOW), expiresAt: timeAt(NOW + DAY) },
};
const offered = (fields: Partial<Consumer> = {}) => aConsumer({ transfer, ...fields });

const reading = (caller: Caller, records: Records = {}) => {
  const consumersOfferedTo = async (team: string) => ({
    items: world.tables.all("consumer").filter((each) => each.transfer?.team === team),
  });
  const world = aWorld({ ...CAST, consumer: offered(), ...records }, { consumersOfferedTo });
  const work = world.work(caller);
  return {
    list: async () => (await listOffers(work, "providers", { limit: 10 })).items.map(({ id }) => id),
    read: () => readOffer(work, "providers", aConsumer().id),
  };
};

describe("the offers to a team", () => {
  it.each([
    ["a viewer of it", VIEWER, "done"],
    ["an admin", ADMIN, "done"],
    ["the team that offers", the("owner", "callers"), "not-found"],
  ])("are read by %s: %s", async (_who, caller, outcome) => {
    const { list, read } = reading(caller);
    expect([await outcomeOf(list), await outcomeOf(read)]).toEqual([outcome, outcome]);
  });

  it.each<[what: string, records: Records]>([
    ["has ended", { consumer: offered({ transfer: { ...transfer, expiresAt: timeAt(NOW) } }) }],
    ["is of a deleted consumer", { consumer: offered({ status: "deleted" }) }],
    [
      "was to another team that had the slug",
      { team: [aTeam({ slug: "providers", createdAt: timeAt(NOW + 1) })] },
    ],
    ["is to another team", { consumer: offered({ transfer: { ...transfer, team: "others" } }) }],
    ["was never made", { consumer: aConsumer() }],
  ])("hold none that %s", async (_what, records) => {
    const { list, read } = reading(VIEWER, records);
    expect([await list(), await outcomeOf(read)]).toEqual([[], "not-found"]);
  });
});

describe("what comes with a consumer", () => {
  it("is its credentials, with the end that the team's rule would set, and its subscriptions as they are now", async () => {
    const team = aTeam({ id: "tea_2", slug: "providers", maxCredentialDays: 30 });
    const at = (days: number) => timeAt(NOW + days * DAY);
    const credential = [
      aCredential({ id: "crd_1" }),
      aCredential({ id: "crd_2", expiresAt: at(31) }),
      aCredential({ id: "crd_3", expiresAt: at(30) }),
    ];
    const subscription = aSubscription({ status: "active", expiresAt: timeAt(NOW), termDays: 1 });
    const found = await reading(VIEWER, { team, credential, subscription }).read();
    expect(found.credentials.map(({ endsAt }) => endsAt)).toEqual([at(30), at(30), undefined]);
    expect(found.subscriptions.map(({ status }) => status)).toEqual(["expired"]);
    expect(found.offered.transfer).toEqual(transfer);
  });

  it("is the first hundred of each, and no end where the team has no rule", async () => {
    const credential = Array.from({ length: 101 }, (_, index) => aCredential({ id: `crd_${index}` }));
    const found = await reading(VIEWER, { credential }).read();
    expect(found.credentials).toHaveLength(100);
    expect(found.credentials[0]).not.toHaveProperty("endsAt");
  });
});
