import { describe, expect, it } from "vitest";
import { jwtPointer } from "../credential/jwt/jwt-pointer.ts";
import { aJwtCredential } from "../testing/credentials.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aCredential, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { cleanUpConsumer } from "./clean-up-consumer.ts";

const DELETED = aConsumer({ status: "deleted" });
const PAST = { expiresAt: timeAt(NOW), termDays: 1 };

const cleaning = (records: Records, others: Parameters<typeof aWorld>[1] = {}) => {
  const world = aWorld({ consumer: DELETED, ...records }, others);
  return { ...world, clean: () => cleanUpConsumer(world.work(), DELETED.id) };
};
const credentials = (count: number) =>
  Array.from({ length: count }, (_, index) => aCredential({ id: `crd_${index}` }));

describe("what a deleted consumer leaves", () => {
  it("is nothing: its credentials go, its subscriptions end, and at last its record goes", async () => {
    const { clean, writes, events, tables } = cleaning({
      credential: aCredential(),
      subscription: aSubscription({ status: "active" }),
    });
    await clean();
    expect(writes()).toEqual([
      "erase credential 1",
      "count credentials -1",
      "replace subscription 2",
      "count living -1",
      "count living -1",
      "erase consumer 1",
    ]);
    expect(events()).toEqual(["credential.revoked by system", "subscription.cancelled by system"]);
    expect([tables.all("consumer"), tables.all("credential")]).toEqual([[], []]);
    expect(tables.all("subscription")[0]?.history.at(-1)?.reason).toBe("the consumer was deleted");
  });

  it.each([
    ["an application is withdrawn", { status: "pending" }, ["withdrawn"]],
    ["what runs is cancelled", { status: "suspended" }, ["cancelled"]],
    ["an end that has passed is recorded", { status: "active", ...PAST }, ["expired"]],
    [
      "a renewal after the end is asked for no more",
      { status: "expired", ...PAST, application: 2, renewal: { askedAt: timeAt(NOW), application: 2 } },
      ["renewal-rejected"],
    ],
    [
      "an end that has passed is recorded before its renewal ends",
      { status: "active", ...PAST, application: 2, renewal: { askedAt: timeAt(NOW), application: 2 } },
      ["expired", "renewal-rejected"],
    ],
    ["what has ended stays as it is", { status: "expired", ...PAST }, []],
    ["what was rejected stays as it is", { status: "rejected" }, []],
  ] as const)("%s", async (_what, fields, types) => {
    const { clean, events, tables } = cleaning({ subscription: aSubscription(fields) });
    await clean();
    expect(events()).toEqual(types.map((type) => `subscription.${type} by system`));
    expect(tables.all("consumer")).toEqual([]);
  });

  it("is removed from every page", async () => {
    const subscription = Array.from({ length: 51 }, (_, index) =>
      aSubscription({ id: `sub_${index}`, service: `s-${index}`, status: "active" }),
    );
    const { clean, tables } = cleaning({ credential: credentials(51), subscription });
    await clean();
    expect([tables.all("consumer"), tables.all("credential")]).toEqual([[], []]);
    expect(new Set(tables.all("subscription").map(({ status }) => status))).toEqual(new Set(["cancelled"]));
  });

  it("is removed in changes of at most eighty things", async () => {
    const pointers = [jwtPointer("a", "sub", "b"), jwtPointer("a", "sub", "c")];
    const credential = Array.from({ length: 32 }, (_, index) =>
      aJwtCredential({ id: `crd_${index}`, pointers }),
    );
    const { clean, changes } = cleaning({ credential });
    await clean();
    const sizes = changes.map(({ writes, events }) => writes.length + events.length);
    expect(sizes).toEqual([80, 80, 1]);
  });
});

describe("a clean-up", () => {
  it.each([
    ["a consumer that is not deleted", { consumer: aConsumer() }],
    ["a suspended consumer", { consumer: aConsumer({ status: "suspended" }) }],
    ["a consumer that is gone", { consumer: [] }],
  ])("leaves %s alone", async (_what, records) => {
    const { clean, changes } = cleaning({ credential: aCredential(), ...records });
    await clean();
    expect(changes).toEqual([]);
  });

  it("that stops anywhere goes on when it is begun again", async () => {
    const world = cleaning({ credential: credentials(3), subscription: aSubscription({ status: "active" }) });
    for (let tries = 0; world.tables.all("consumer").length > 0; tries += 1) {
      expect(tries).toBeLessThan(4);
      const { commit, ...work } = world.work();
      let left = 1;
      const once: typeof commit = async (change) => {
        if (left === 0) throw new Error("The power is cut.");
        left -= 1;
        await commit(change);
      };
      await cleanUpConsumer({ ...work, commit: once }, DELETED.id).catch(() => {});
    }
    expect(world.events()).toHaveLength(4);
  });

  it("repeated has nothing to do", async () => {
    const { clean, changes } = cleaning({ credential: aCredential() });
    await clean();
    await clean();
    expect(changes).toHaveLength(2);
  });

  it("reads again what a list names that lags behind", async () => {
    const listed = aCredential();
    const { clean, events } = cleaning({}, { credentials: async () => ({ items: [listed] }) });
    await clean();
    expect(events()).toEqual([]);
  });

  it("keeps the record while something is left that a list did not name", async () => {
    const late = cleaning({ credential: aCredential() }, { credentials: async () => ({ items: [] }) });
    expect(await outcomeOf(late.clean)).toBe("not-empty");
    const living = { subscription: aSubscription({ status: "active", expiresAt: timeAt(NOW + DAY) }) };
    const lagging = cleaning(living, { subscriptionsOfConsumer: async () => ({ items: [] }) });
    expect(await outcomeOf(lagging.clean)).toBe("not-empty");
    expect(lagging.tables.all("consumer")).toHaveLength(1);
  });

  it("is begun again after a lost race", async () => {
    const { clean, loseRaces, tables } = cleaning({ credential: aCredential() });
    loseRaces(1);
    expect([await outcomeOf(clean), await outcomeOf(clean)]).toEqual(["raced", "done"]);
    expect(tables.all("consumer")).toEqual([]);
  });
});
